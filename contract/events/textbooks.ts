import { z } from 'zod';
import { textbookId } from './courses.ts';
import { documentNumber, entityId, holder, quantity } from './parts.ts';

/** 教材入库 by quantity. */
export const textbooksReceived = z.strictObject({
  receipt: entityId,
  document: documentNumber,
  textbook: textbookId,
  holder,
  quantity,
});
