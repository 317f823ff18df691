import type { Problem } from '../../../contract/app/problem.ts';
import type { Db } from '../database/open.ts';
import { readIdentity, startNextIncarnation } from '../journal/identity.ts';
import { createJournal } from '../journal/journal.ts';
import type { MarkFile } from '../journal/mark.ts';
import type { World } from '../world.ts';
import type { Warnings } from './warnings.ts';

const markLost: Problem = {
  code: 'MARK_LOST',
  happened: '数据文件夹里的水位标记丢失或损坏，无法确认数据是不是最新的。',
  safe: '现有数据完好；新业务使用新的单号系列，不会与以前的单据重号。',
  todo: '请告诉管理员，并用最近的纸质单据核对。',
};

function restored(missing: string): Problem {
  return {
    code: 'RESTORED',
    happened: `数据被换成了较早的副本，缺少${missing}。`,
    safe: '现有数据完好；新业务使用新的单号系列，不会与丢失的单据重号。',
    todo: '请立即联系管理员，用纸质单据核对缺少的业务。',
  };
}

/** A database behind its own mark, or of an earlier life, is an older copy: it goes on under new numbers, and says so. */
export function compareWithMark(db: Db, world: World, markFile: MarkFile, warnings: Warnings): void {
  const identity = readIdentity(db);
  const mark = markFile.read();
  if (identity === null) return;
  const { number } = createJournal(db, identity, world).heads();
  // The mark is written when a city is first opened, before any own event.
  const lost = mark === null || mark.realm !== identity.realm;
  if (lost && number === 0) return;
  const sameLife = !lost && mark.incarnation === identity.incarnation;
  if (sameLife && number >= mark.number) return;
  const past = lost ? identity.incarnation : mark.incarnation;
  const missing = sameLife ? `最近 ${mark.number - number} 条记录` : '那之后的记录';
  // Together: new numbers whose reason nobody is told would be taken for a fault.
  db.transaction(() => {
    startNextIncarnation(db, past, world.random);
    warnings.keep(lost ? markLost : restored(missing));
  }).immediate();
}
