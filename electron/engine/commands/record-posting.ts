import { type CalendarDay, daysBetween } from '../../../contract/domain/calendar.ts';
import { foldWidth, removeBlanks } from '../../../contract/domain/card-number.ts';
import type { DocumentState } from '../../../contract/domain/folds/document.ts';
import { BOOKS_NOT_ENTERED, MOST_POSTED, postedAs } from '../../../contract/domain/posting.ts';
import type { Payload } from '../../../contract/events/catalogue.ts';
import type { Db } from '../database/open.ts';
import { refuse } from '../problem.ts';
import { nameOf, policiesOf, stateOf } from '../queries/state.ts';
import type { Command, Writer } from './command.ts';
import { exceptionally } from './exceptional.ts';

export interface RecordPosting {
  readonly documents: readonly string[];
  /** The number of the regional system's own slip, as typed; empty when there is a ground. */
  readonly slip: string;
  /** Why there is no number; only for slips of books alone. */
  readonly ground: Payload<'posting.recorded'>['ground'];
}

/**
 * 平台已登记 (notice 四): sales and reversals were entered in the regional 激活卡进销存管理系统 by a person, under one of
 * its numbers; of books alone also without one, where that system takes none. All of them are ticked off or none. Refused: what doesn't wait any more, with who ticked it off.
 */
export const recordPosting: Command<RecordPosting> = {
  does: 'posting.recorded',
  run(write, { documents, slip: typed, ground }) {
    const slip = regionalNumber(typed);
    refuseNumber(slip, ground);
    if (documents.length > MOST_POSTED) {
      throw refuse('TOO_MANY', `一次最多登记 ${MOST_POSTED} 张单据，还没有登记。`, '请分成几次登记。');
    }
    if (new Set(documents).size !== documents.length) {
      throw refuse('TWICE', '同一张单据选了两次，还没有登记。', '请重新选择单据。');
    }
    const days = documents.map((document) => refuseUnlessWaiting(write.db, document, ground));
    write.append({
      type: 'posting.recorded',
      payload: { documents: [...documents], slip, ground },
      entities: [
        ...documents.map((id) => ({ kind: 'document' as const, id })),
        ...(days.some((day) => isLate(write, day)) ? [exceptionally(write)] : []),
      ],
    });
  },
};

function refuseNumber(slip: string, ground: RecordPosting['ground']): void {
  if (slip === '' && ground === null)
    throw refuse('SLIP', '没有填写平台单号，还没有登记。', '请填写平台出库单上的单号。');
  if (slip !== '' && ground !== null) {
    const todo = `平台给了单号的，按单号登记；平台没有登记的，清空单号再按“${BOOKS_NOT_ENTERED}”。`;
    throw refuse('SLIP_AND_GROUND', `既有平台单号又选了“${BOOKS_NOT_ENTERED}”，还没有登记。`, todo);
  }
}

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
function refuseUnlessWaiting(db: Db, id: string, ground: RecordPosting['ground']): string {
  const document = stateOf<DocumentState>(db, 'document', id);
  if (document?.paper == null) {
    throw refuse('DOCUMENT', `没有找到单据 ${id}，还没有登记。`, '请在平台待登记里重新选择。');
  }
  const { posted, paper } = document;
  if (posted !== null) {
    throw refuse(
      'POSTED',
      `单据 ${id} 已由${nameOf(db, posted.by)}于 ${posted.day} 登记（${postedAs(posted.slip)}），这次没有登记。`,
      '请去掉这张单据后再登记；原来登记有误的，请先撤销那次登记。',
    );
  }
  if (ground !== null && paper.cards) {
    throw refuse(
      'HAS_CARDS',
      `单据 ${id} 上有激活卡，平台上要登记，这次没有登记。`,
      '请在平台办好出库后按平台单号登记，或去掉这张单据。',
    );
  }
  return paper.day;
}
