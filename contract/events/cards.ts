import { z } from 'zod';
import { courseId } from './courses.ts';
import {
  cardRange,
  cardRanges,
  destination,
  documentNumber,
  entityId,
  heads,
  holder,
  line,
} from './parts.ts';

/** 入库: cards taken in from the level above, counted against its 出库单. */
export const cardsReceived = z.strictObject({
  receipt: entityId,
  document: documentNumber,
  course: courseId,
  /** Number of the supplier's slip, as printed there; empty for opening stock. */
  note: z.string().max(60),
  holder,
  ranges: cardRanges,
  count: z.int().min(1).max(1_000_000),
});

/**
 * 调拨 or 领用, sent: the first half of a move. It carries the facts from which the receiver's folds start; cards of
 * several courses or batches go as several events of one transfer.
 */
export const cardsDispatched = z.strictObject({
  transfer: entityId,
  document: documentNumber,
  course: courseId,
  from: holder,
  destination,
  receipt: entityId,
  ranges: cardRanges,
});

/** 签收: the second half. What did not come is named, and stays in transit, owned by the transfer. */
export const cardsAccepted = z.strictObject({
  transfer: entityId,
  document: documentNumber,
  holder,
  ranges: z.array(cardRange).max(500),
  short: z.array(cardRange).max(500),
});

/** 作废: a decision about damaged or lost cards. It carries the heads its author had folded. */
export const cardsWrittenOff = z.strictObject({
  document: documentNumber,
  ranges: cardRanges,
  reason: line,
  heads,
});
