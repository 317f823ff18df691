import { z } from 'zod';
import { textbookId } from './courses.ts';
import { destination, documentNumber, entityId, holder, quantity } from './parts.ts';

const none = z.literal(0);

/** 教材入库 by quantity. `note` is the supplier's slip, as printed there; empty for opening stock. */
export const textbooksReceived = z.strictObject({
  receipt: entityId,
  document: documentNumber,
  textbook: textbookId,
  note: z.string().max(60),
  holder,
  quantity,
});

/** Books go the two steps of cards: sent, then taken over by whoever counted them. */
export const textbooksDispatched = z.strictObject({
  transfer: entityId,
  document: documentNumber,
  textbook: textbookId,
  from: holder,
  destination,
  quantity,
});

export const textbooksAccepted = z.strictObject({
  transfer: entityId,
  document: documentNumber,
  textbook: textbookId,
  holder,
  quantity: z.union([quantity, none]),
  /** Copies that were sent and did not come; they stay in transit. */
  short: z.union([quantity, none]),
});
