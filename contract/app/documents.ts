import { oc } from '@orpc/contract';
import { z } from 'zod';
import { errors, request } from './problem.ts';

export const documents = {
  /** The sale's slip as it would come out of the printer now: preview equals paper. */
  slip: oc
    .errors(errors)
    .input(z.strictObject({ sale: z.string().max(60) }))
    .output(z.strictObject({ document: z.string(), prints: z.int(), pdf: z.base64() })),
  /** Counts a print before the printer is asked, so that the next one says 补打. */
  recordPrint: oc
    .errors(errors)
    .input(z.strictObject({ request, sale: z.string().max(60) }))
    .output(z.strictObject({ prints: z.int() })),
  /** The characters of a text that stand on paper by their code only, because the font lacks them. */
  undrawable: oc
    .errors(errors)
    .input(z.strictObject({ text: z.string().max(400) }))
    .output(z.strictObject({ characters: z.array(z.string()) })),
};
