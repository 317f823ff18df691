import { hourInShanghai, timeInShanghai } from '../../../contract/domain/calendar.ts';
import type { Db } from '../database/open.ts';
import { cityOf, nameOf } from './state.ts';

/** Who prints, and when: this PC's business day, its clock (epoch ms), and the person signed in. */
export interface Printing {
  readonly day: string;
  readonly at: number;
  readonly by: string;
}

/** 打印时间 and 打印人 of a slip. */
export function printedBy(db: Db, { day, at, by }: Printing) {
  // A practice city has its own dates: no paper of it bears the wall's.
  const printedAt = cityOf(db).said.practice ? `${day} ${hourInShanghai(at)}` : timeInShanghai(at);
  return { printedAt, printedBy: nameOf(db, by) };
}
