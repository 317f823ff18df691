import { ORPCError } from '@orpc/server';
import type { z } from 'zod';
import { type cityProblem, PROTOCOL } from '../contract/city.ts';

export type Code = z.infer<typeof cityProblem>['code'];

/** What the server says no with: a code, and never a word of what others hold. */
export class CityRefusal extends Error {
  readonly code: Code;
  constructor(code: Code) {
    super(code);
    this.code = code;
  }
}

export function refuse(code: Code): CityRefusal {
  return new CityRefusal(code);
}

export function toAnswer(code: Code): ORPCError<'REFUSED', z.infer<typeof cityProblem>> {
  const data = code === 'PROTOCOL' ? { code, protocol: PROTOCOL } : { code };
  return new ORPCError('REFUSED', { status: 422, data });
}
