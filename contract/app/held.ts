import { oc } from '@orpc/contract';
import { z } from 'zod';
import { cardRange } from '../events/parts.ts';
import { errors, request } from './problem.ts';

/** The page's own half-filled form, kept for it as text; the engine never looks inside. */
const form = z.string().max(65_536);
/** One draft a person and form; each transfer that is being counted has its own. */
const kind = z.union([
  z.enum(['sale', 'cardsDelivered', 'booksDelivered', 'cardsOpening', 'booksOpening', 'dispatch', 'return']),
  z.templateLiteral(['accept/', z.string().min(1).max(60)]),
]);
export type DraftKind = z.infer<typeof kind>;

const heldSale = z.strictObject({
  id: z.string(),
  title: z.string(),
  clerk: z.string(),
  day: z.string(),
  time: z.string(),
  /** The business day at whose start its cards were freed; empty while they are locked. */
  released: z.string(),
});
export type HeldSale = z.infer<typeof heldSale>;

export const held = {
  /** 挂单. `request` is the sale's own, so that a repeated press holds once. */
  hold: oc
    .errors(errors)
    .input(
      z.strictObject({
        request,
        title: z.string().min(1).max(120),
        form: form.min(1),
        cards: z.array(cardRange).max(100),
      }),
    )
    .output(z.array(heldSale)),
  list: oc.errors(errors).output(z.array(heldSale)),
  /** 取单: out: the form, which is now the caller's draft. */
  resume: oc
    .errors(errors)
    .input(z.strictObject({ id: z.string().max(64) }))
    .output(z.strictObject({ form })),
  /** 作废一笔挂单: nothing was sold, its cards are free. */
  drop: oc
    .errors(errors)
    .input(z.strictObject({ id: z.string().max(64) }))
    .output(z.array(heldSale)),
  /** Keeps the half-filled form of whoever sits here; an empty text forgets it. */
  saveDraft: oc.errors(errors).input(z.strictObject({ kind, form })).output(z.strictObject({})),
  draft: oc.errors(errors).input(z.strictObject({ kind })).output(z.strictObject({ form })),
};
