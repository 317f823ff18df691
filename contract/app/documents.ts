import { oc } from '@orpc/contract';
import { z } from 'zod';
import { errors } from './problem.ts';

export const documents = {
  /** 价格公示 of this point, A4 upright, to hang up (亮证收费, 明码标价). */
  priceNotice: oc.errors(errors).output(z.strictObject({ pdf: z.base64() })),
  /** The characters of a text that stand on paper by their code only, because the font lacks them. */
  undrawable: oc
    .errors(errors)
    .input(z.strictObject({ text: z.string().max(400) }))
    .output(z.strictObject({ characters: z.array(z.string()) })),
};
