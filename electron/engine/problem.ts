import type { Problem } from '../../contract/app/problem.ts';

/** A refusal in the clerk's words, thrown across a command or procedure and shown as it is. */
export class Refusal extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.happened);
    this.name = 'Refusal';
    this.problem = problem;
  }
}

const UNTOUCHED = '没有写入任何内容，已有数据不受影响。';

/** in: a code for the page and two sentences; the middle one defaults to "nothing was written". */
export function refuse(code: string, happened: string, todo: string, safe: string = UNTOUCHED): Refusal {
  return new Refusal({ code, happened, safe, todo });
}
