import { Refusal } from '../problem.ts';
import { recovery, type TroubleCode } from './recovery.ts';

/** A failure of the recovery table, thrown through an attempt; never out of it. */
export class Trouble extends Error {
  readonly code: TroubleCode;
  constructor(code: TroubleCode) {
    super(recovery[code].words.happened);
    this.name = 'Trouble';
    this.code = code;
  }
}

/** Whatever else is thrown: the database refuses in the clerk's words, and the rest is a mistake of this program. */
export function codeOf(error: unknown): TroubleCode {
  if (error instanceof Trouble) return error.code;
  return error instanceof Refusal ? 'DISK' : 'PROGRAM';
}
