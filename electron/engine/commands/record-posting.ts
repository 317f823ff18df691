import { type CalendarDay, daysBetween } from '../../../contract/domain/calendar.ts';
import { foldWidth, removeBlanks } from '../../../contract/domain/card-number.ts';
import { type DocumentState, isUnposted } from '../../../contract/domain/folds/document.ts';
import { MOST_POSTED } from '../../../contract/domain/posting.ts';
import type { Db } from '../database/open.ts';
import { refuse } from '../problem.ts';
import { nameOf, policiesOf, stateOf } from '../queries/state.ts';
import type { Command, Writer } from './command.ts';
import { exceptionally } from './exceptional.ts';

export interface RecordPosting {
  readonly documents: readonly string[];
  /** The number of the regional system's own slip, as typed. */
  readonly slip: string;
}

/**
 * 平台已登记 (notice 四): sales and reversals were entered in the regional 激活卡进销存管理系统 by a person, under one of
 * its numbers. All of them are ticked off or none. Refused: what doesn't wait any more, with who ticked it off.
 */
export const recordPosting: Command<RecordPosting> = {
  does: 'posting.recorded',
  run(write, { documents, slip: typed }) {
    const slip = regionalNumber(typed);
    if (slip === '') throw refuse('SLIP', '没有填写平台单号，还没有登记。', '请填写平台出库单上的单号。');
    if (documents.length > MOST_POSTED) {
      throw refuse('TOO_MANY', `一次最多登记 ${MOST_POSTED} 张单据，还没有登记。`, '请分成几次登记。');
    }
    if (new Set(documents).size !== documents.length) {
      throw refuse('TWICE', '同一张单据选了两次，还没有登记。', '请重新选择单据。');
    }
    const days = documents.map((document) => refuseUnlessWaiting(write.db, document));
    write.append({
      type: 'posting.recorded',
      payload: { documents: [...documents], slip },
      entities: [
        ...documents.map((id) => ({ kind: 'document' as const, id })),
        ...(days.some((day) => isLate(write, day)) ? [exceptionally(write)] : []),
      ],
    });
  },
};

/** As it is stored and searched: no blanks, half width. */
export function regionalNumber(typed: string): string {
  return foldWidth(removeBlanks(typed));
}

/** Later than the city allows (迟登记); without published policies nothing but the same day is in time. */
function isLate({ db, businessDay }: Writer, day: string): boolean {
  const age = daysBetween(day as CalendarDay, businessDay as CalendarDay);
  return age > (policiesOf(db)?.postWithinDays ?? 0);
}

/** out: the business day of the paper. */
function refuseUnlessWaiting(db: Db, id: string): string {
  const document = stateOf<DocumentState>(db, 'document', id);
  if (document?.paper == null) {
    throw refuse('DOCUMENT', `没有找到单据 ${id}，还没有登记。`, '请在平台待登记里重新选择。');
  }
  if (isUnposted(document)) return document.paper.day;
  const { posted } = document;
  if (posted === null) {
    throw refuse('NO_CARDS', `单据 ${id} 只有教材，平台上不用登记。`, '请去掉这张单据后再登记。');
  }
  throw refuse(
    'POSTED',
    `单据 ${id} 已由${nameOf(db, posted.by)}于 ${posted.day} 登记（平台单号 ${posted.slip}），这次没有登记。`,
    '请去掉这张单据后再登记；原来登记有误的，请先撤销那次登记。',
  );
}
