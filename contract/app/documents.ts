import { oc } from '@orpc/contract';
import { z } from 'zod';
import { errors, request } from './problem.ts';

/** Which paper of a sale: its 出库单, or the 冲销单 that took it back. */
const paper = z.enum(['sale', 'reversal']).default('sale');

export const documents = {
  /** The sale's slip as its next print says it: preview equals paper. `prints` are those there were. */
  slip: oc
    .errors(errors)
    .input(z.strictObject({ sale: z.string().max(60), paper }))
    .output(z.strictObject({ document: z.string(), prints: z.int(), pdf: z.base64() })),
  /** 价格公示 of this point, A4 upright, to hang up (亮证收费, 明码标价). */
  priceNotice: oc.errors(errors).output(z.strictObject({ pdf: z.base64() })),
  /** Counts a print before the printer is asked, so that the next one says 补打. out: the paper of this print. */
  recordPrint: oc
    .errors(errors)
    .input(z.strictObject({ request, sale: z.string().max(60), paper }))
    .output(z.strictObject({ prints: z.int(), pdf: z.base64() })),
  /** The characters of a text that stand on paper by their code only, because the font lacks them. */
  undrawable: oc
    .errors(errors)
    .input(z.strictObject({ text: z.string().max(400) }))
    .output(z.strictObject({ characters: z.array(z.string()) })),
};
