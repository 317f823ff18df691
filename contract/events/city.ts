import { z } from 'zod';
import {
  cardRange,
  day,
  documentNumber,
  entityId,
  hash,
  heads,
  hex32,
  line,
  personId,
  pointCode,
} from './parts.ts';

/** Contradictions that people settle (design.md §7), each with a rule of its own in domain/discrepancy.ts. */
export const discrepancyKind = z.enum(['doubleSale', 'doubleIntake', 'notHeld', 'sameNumber']);

/**
 * One of the papers that contradict each other, as far as a point may know of another's: where, which paper, and when;
 * no buyer and no money.
 */
const side = z.strictObject({
  /** Id of the sale, intake or move; of papers with one number the hash of its event. */
  id: z.union([entityId, hash]),
  what: z.enum(['sale', 'intake', 'move', 'paper']),
  /** Of these three, null what is not known where it is said. */
  point: z.union([pointCode, z.null()]),
  document: z.union([documentNumber, z.null()]),
  day: z.union([day, z.null()]),
});

const entry = {
  discrepancy: hex32,
  /** To whom it is said. */
  point: pointCode,
  kind: discrepancyKind,
  sides: z.array(side).min(1).max(2),
  /** The first of them, where there are very many. */
  ranges: z.array(cardRange).max(100),
};

/** Said by the city's oversight to one point concerned that can't see all sides for itself. */
export const discrepancyRaised = z.strictObject(entry);

/** How it was settled: put right by papers of its own (冲销, 退卡, …), or looked into and left as it is. */
export const discrepancyOutcome = z.enum(['corrected', 'verified']);

/**
 * 待处理, settled: by a supervisor of a point concerned for its own mailbox, or by the city for each point concerned. A
 * decision, which what comes later doesn't overturn.
 */
export const discrepancySettled = z.strictObject({
  ...entry,
  outcome: discrepancyOutcome,
  remark: line,
  /** Where the city passes on what another point settled: whose decision it is; null for one's own. */
  relayed: z.union([z.strictObject({ point: pointCode, person: personId }), z.null()]),
  heads,
});

/** 注销 of a PC: of each of its streams what came up to here is believed; whatever it says later is quarantined. */
export const deviceRevoked = z.strictObject({
  device: hex32,
  reason: line,
  trusted: heads,
});

/** A quarantined event that people looked at and let through, by its hash. */
export const quarantineReleased = z.strictObject({ event: hash, point: pointCode, reason: line });
