import { oc } from '@orpc/contract';
import { z } from 'zod';
import { errors } from './problem.ts';

const fact = z.strictObject({ name: z.string(), words: z.string() });

const section = z.strictObject({ clause: z.string(), title: z.string(), facts: z.array(fact) });

/** What a learner who can't log in needs to hear. A person's number comes back masked; it is kept nowhere. */
const logInAnswer = z.strictObject({
  /** `unchecked` is 未能核对: nothing here knows, so nothing is guessed. */
  kind: z.enum(['sold', 'notSold', 'neverSeen', 'unchecked', 'unclear']),
  /** What was asked about: a card's number whole, a person's masked, empty for what is neither. */
  about: z.string(),
  happened: z.string(),
  todo: z.string(),
  /** The card's course with its dates, in words; null where none is known. */
  course: z.string().nullable(),
});
export type LogInAnswer = z.infer<typeof logInAnswer>;

export const advice = {
  /** The notice's clauses with the city's own places, courses and prices in them. */
  notice: oc.errors(errors).output(z.array(section)),
  /** 学员不能登录: in, an ID number or a card number as typed or scanned. Writes nothing. */
  logIn: oc
    .errors(errors)
    .input(z.strictObject({ text: z.string().min(1).max(60) }))
    .output(logInAnswer),
};
