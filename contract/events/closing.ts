import { z } from 'zod';
import {
  cardRange,
  day,
  documentNumber,
  entityId,
  heads,
  hex32,
  holder,
  line,
  pointCode,
  totalFen,
} from './parts.ts';
import { moneyStream, paymentMethod } from './sales.ts';

/** Notes and coins in use, in fen: 100, 50, 20, 10, 5, 2 and 1 yuan, 5, 2 and 1 jiao. */
export const faces = [10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10] as const;

/** A drawer counted piece by piece (domain.md §7). Faces that were not there are left out. */
export const cashCount = z
  .array(z.strictObject({ face: z.literal(faces), pieces: z.int().min(1).max(100_000) }))
  .max(faces.length);

const pieces = z.int().min(0).max(1_000_000);
/** Differences go both ways: above zero is 长款, below 短款. */
const differenceFen = z.int().min(-1_000_000_000).max(1_000_000_000);

/** 开班: what lies in the drawer of a PC before the first sale (备用金), counted by whoever takes it over. */
export const shiftOpened = z.strictObject({ shift: entityId, holder, count: cashCount, floatFen: totalFen });

/** Money of one stream in one way: what came in by sales, and what went back by reversals and returns. */
export const moneyLine = z.strictObject({
  stream: moneyStream,
  method: paymentMethod,
  inFen: totalFen,
  outFen: totalFen,
});

/** What one kind of receipt did: numbers used and spoiled as runs of the printed numbers, and the next one. */
export const receiptLine = z.strictObject({
  kind: z.enum(['fiscal', 'invoice']),
  used: z.array(z.strictObject({ first: line, last: line, count: pieces })).max(500),
  voided: z.array(line).max(500),
  next: z.union([line, z.null()]),
});

/** What was sold and taken in between two points of time on one PC, drawn from its sales, reversals and returns. */
export const figures = z.strictObject({
  sales: pieces,
  reversals: pieces,
  returns: pieces,
  /** Pieces out less pieces back. */
  cards: z.int().min(-1_000_000).max(1_000_000),
  books: z.int().min(-1_000_000).max(1_000_000),
  money: z.array(moneyLine).max(8),
  soldRanges: z.array(cardRange).max(2_000),
  backRanges: z.array(cardRange).max(2_000),
  receipts: z.array(receiptLine).max(2),
  /** First and last number of this PC's papers in that time, and the next; null where there were none. */
  documents: z.strictObject({
    first: z.union([documentNumber, z.null()]),
    last: z.union([documentNumber, z.null()]),
    next: documentNumber,
  }),
});

/** Open matters that whoever comes next must know of. */
export const openMatters = z.strictObject({
  held: pieces,
  unprinted: pieces,
  unposted: pieces,
  inTransit: pieces,
  unbanked: pieces,
  refunds: pieces,
});

/**
 * 交班: the drawer counted blind, before the screen says what it should hold. The approver is whoever takes over, or a
 * supervisor where the difference is above the city's limit.
 */
export const shiftClosed = z.strictObject({
  shift: entityId,
  document: documentNumber,
  holder,
  /** Opening count of the same shift; 0 where nobody counted. */
  floatFen: totalFen,
  count: cashCount,
  countedFen: totalFen,
  /** Float and cash taken in, less cash given back. */
  expectedFen: z.int().min(-1_000_000_000).max(1_000_000_000),
  differenceFen,
  reason: z.string().max(200),
  /** Stays in the drawer for the next shift; the rest is taken out to be banked. */
  leftFen: totalFen,
  figures,
  matters: openMatters,
});

/** One course's cards of a till: what should have gone out by the count of cards, against what the sales say. */
export const cardBalance = z.strictObject({
  course: z.string().regex(/^\d{4}-[a-z]{2,12}$/),
  opening: pieces,
  received: pieces,
  accepted: pieces,
  dispatched: pieces,
  /** 作废 and other decisions. */
  writtenOff: pieces,
  closing: pieces,
  /** opening + received + accepted - dispatched - writtenOff - closing: what the shelves say was sold, net. */
  movedOut: z.int().min(-1_000_000).max(1_000_000),
  /** What the sales say, net of reversals and returns. */
  sold: z.int().min(-1_000_000).max(1_000_000),
});

/** A paper by which the two derivations differ, and by how many cards. */
export const balanceGap = z.strictObject({ document: documentNumber, cards: z.int(), why: line });

/** News that belongs to a closed day and came after its closing: a named line, never another figure of that day. */
export const lateLine = z.strictObject({
  day,
  document: documentNumber,
  cardsFen: z.int().min(-1_000_000_000).max(1_000_000_000),
  booksFen: z.int().min(-1_000_000_000).max(1_000_000_000),
});

/** 日结 of one PC: a decision by (incarnation, last number) of that PC, whose figures never change again. */
export const dayClosed = z.strictObject({
  device: hex32,
  day,
  document: documentNumber,
  figures,
  cards: z.array(cardBalance).max(20),
  gaps: z.array(balanceGap).max(200),
  /** 交班单 of that day with their differences. */
  shifts: z.array(z.strictObject({ document: documentNumber, differenceFen })).max(50),
  late: z.array(lateLine).max(200),
  matters: openMatters,
  heads,
});

/** 日结汇总 of a point: the closings it sums up, and the PCs that have not closed. */
export const dayReported = z.strictObject({
  point: pointCode,
  day,
  document: documentNumber,
  closings: z.array(z.strictObject({ device: hex32, document: documentNumber })).max(200),
  missing: z
    .array(z.strictObject({ device: hex32, workplace: pointCode, pc: z.int().min(1).max(999) }))
    .max(200),
  figures: figures.omit({ documents: true }),
  cards: z.array(cardBalance).max(20),
  /** Closings of earlier days that no earlier report of the point held. */
  late: z
    .array(
      z.strictObject({
        day,
        device: hex32,
        document: documentNumber,
        cardsFen: totalFen,
        booksFen: totalFen,
      }),
    )
    .max(200),
  heads,
});

/** A clock that went back or jumped, confirmed by whoever stood there: shown and recorded, never deciding. */
export const clockConfirmed = z.strictObject({
  device: hex32,
  kind: z.enum(['back', 'ahead']),
  /** Latest time seen before, and the time the clock showed then; milliseconds since 1970. */
  seen: z.int().min(0),
  shown: z.int().min(0),
});
