import { type CardRange, countCards, formatRange, mergeRanges } from '../../../contract/domain/card-range.ts';
import { MOST_CARDS_AN_INTAKE as MOST_CARDS } from '../../../contract/domain/intake-lines.ts';
import { refuse } from '../problem.ts';
import { anyKnownIn, knownIn } from '../queries/card-stock.ts';
import { sourceOf } from '../queries/receipts.ts';
import { courseOf } from '../queries/state.ts';
import { requireSound } from '../range-words.ts';
import type { Command, Writer } from './command.ts';
import { nextDocument } from './documents.ts';
import { holderFor, type Into, slipNumberFor } from './intake-rules.ts';

export interface ReceiveCards {
  readonly course: string;
  /** Number of the supplier's slip; empty for opening stock. */
  readonly note: string;
  /** Left out: the own till. */
  readonly into?: Into;
  readonly ranges: readonly CardRange[];
}

/** As many as one event names (contract/events/parts.ts). */
export const MOST_RUNS = 500;

/**
 * 入库: takes cards into this PC's till or the point's store-room, or all of them not. No number may be taken in twice,
 * and only a supervisor registers cards that no supplier's slip names (期初).
 */
export const receiveCards: Command<ReceiveCards> = {
  does: 'cards.received',
  run(write, { course, note: typed, into = 'till', ranges: given }) {
    const note = slipNumberFor(write, typed);
    const ranges = requireSound(given);
    const count = countCards(ranges);
    if (ranges.length === 0) throw refuse('EMPTY', '没有可以入库的卡。', '请检查送卡单。');
    if (count > MOST_CARDS) {
      throw refuse(
        'TOO_MANY',
        `一次入库 ${count} 张，超过 ${MOST_CARDS} 张的上限。`,
        '请分成几张入库单办理。',
      );
    }
    if (courseOf(write.db, course) === null) throw refuse('COURSE', '没有这个科目。', '请重新选择科目。');
    refuseKnown(write, ranges);
    const receipt = write.journal.nextId();
    const document = nextDocument(write);
    const merged = mergeRanges(ranges);
    if (merged.length > MOST_RUNS) {
      throw refuse(
        'TOO_MANY_RUNS',
        `一次入库 ${merged.length} 个号段，超过 ${MOST_RUNS} 个的上限。`,
        '请分成几张入库单办理。',
      );
    }
    const holder = holderFor(write, into);
    write.append({
      type: 'cards.received',
      payload: { receipt, document, course, note, holder, ranges: merged, count },
      entities: [
        { kind: 'card-receipt', id: receipt },
        { kind: 'document', id: document },
        ...merged.map(({ first, last }) => ({ kind: 'card' as const, first, last })),
      ],
    });
  },
};

function refuseKnown({ db }: Writer, ranges: readonly CardRange[]): void {
  for (const range of ranges) {
    const known = anyKnownIn(db, range) ? knownIn(db, range)[0] : undefined;
    if (known !== undefined) {
      throw refuse(
        'KNOWN',
        `卡号 ${formatRange(known.range)} 已随“${sourceOf(db, known.receipt)}”入过库，这次没有入库。`,
        '请核对送卡单，去掉重复的号段。',
      );
    }
  }
}
