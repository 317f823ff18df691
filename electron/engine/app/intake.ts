import type { CheckedLine } from '../../../contract/app/intake.ts';
import { type CardRange, formatRange, rangeCount } from '../../../contract/domain/card-range.ts';
import {
  type IntakeLine,
  intakeRanges,
  type JudgedLine,
  judgeIntakeLines,
} from '../../../contract/domain/intake-lines.ts';
import { parseQuantity } from '../../../contract/domain/quantity.ts';
import { receiveCards } from '../commands/receive-cards.ts';
import { receiveTextbooks } from '../commands/receive-textbooks.ts';
import type { Db } from '../database/open.ts';
import { refuse } from '../problem.ts';
import { knownIn } from '../queries/card-stock.ts';
import { hasStoreRoom } from '../queries/places.ts';
import { receiptOfNote, sourceOf, usualWidth } from '../queries/receipts.ts';
import { businessDayOf, courses } from '../queries/state.ts';
import { intakeWords } from './intake-words.ts';
import { madeReceipt } from './made-receipt.ts';
import { coursesToTakeIn, noteSeen } from './note-preview.ts';
import { procedures } from './procedures.ts';

const on = procedures.intake;

/** Stories told about one line; more would push the others off the screen. */
const MOST_REASONS = 3;

export const intake = {
  choices: on.choices.handler(({ context: { seat } }) => {
    const { db, journal } = seat.city();
    const { device, point } = journal.identity;
    return {
      courses: coursesToTakeIn(db, businessDayOf(db, device)),
      titles: titlesOf(db),
      storeRoom: hasStoreRoom(db, point),
    };
  }),
  checkCards: on.checkCards.handler(async ({ input, context: { seat } }) => {
    const { db } = seat.city();
    const width = usualWidth(db, input.course);
    const lines: CheckedLine[] = [];
    for (const [at, line] of judgeIntakeLines(input.lines).entries()) {
      // Each may lie among thousands of known cards: a turn for others now and then.
      if (at > 0 && at % 20 === 0) await seat.world.timers.nextTurn();
      lines.push(checked(db, line, width));
    }
    const sound = lines.filter(({ reasons }) => reasons.length === 0);
    const seen = receiptOfNote(db, input.note.trim());
    return {
      lines,
      count: sound.reduce((sum, line) => sum + (line.count ?? 0), 0),
      remarks: seen === null ? [] : [noteSeen(seen)],
    };
  }),
  receiveCards: on.receiveCards.handler(({ input, context: { seat } }) => {
    const { request, kind, course, into } = input;
    const take = { course, into, note: noteOf(kind, input.note), ranges: rangesOf(input.lines) };
    return madeReceipt(seat, seat.perform(receiveCards, take, request));
  }),
  receiveBooks: on.receiveBooks.handler(({ input, context: { seat } }) => {
    const { request, kind, textbook, into } = input;
    const quantity = parseQuantity(input.quantity);
    if (quantity === null) throw refuse('QUANTITY', '教材数量不对，还没有入库。', '请填写清点到的本数。');
    const take = { textbook, into, note: noteOf(kind, input.note), quantity };
    return madeReceipt(seat, seat.perform(receiveTextbooks, take, request));
  }),
};

function titlesOf(db: Db) {
  return courses(db).flatMap(({ said }) =>
    said.textbooks.map(({ textbook, title }) => ({ textbook, title, course: said.name })),
  );
}

function noteOf(kind: 'delivery' | 'opening', typed: string): string {
  const note = typed.trim();
  if (kind === 'opening') return '';
  if (note !== '') return note;
  throw refuse(
    'NOTE',
    '没有填写送货单号，还没有入库。',
    '请照上级的送货单（出库单）填写单号；期初库存由主管登记。',
  );
}

function rangesOf(lines: readonly IntakeLine[]): readonly CardRange[] {
  const judged = judgeIntakeLines(lines);
  const ranges = intakeRanges(judged);
  if (ranges.ok) return ranges.value;
  if (ranges.error === 'empty') throw refuse('EMPTY', '还没有填写卡号。', '请填写起号、止号、张数中的两项。');
  const words = judged.flatMap((line, index) =>
    line.kind === 'refused' ? [`第 ${index + 1} 行：${intakeWords(line.problem)}`] : [],
  );
  throw refuse('LINES', words.join(''), '请改正这些行后再入库。');
}

const NOTHING: CheckedLine = { first: '', last: '', count: null, reasons: [], remarks: [] };

function checked(db: Db, line: JudgedLine, width: number | null): CheckedLine {
  if (line.kind === 'empty') return NOTHING;
  const figures =
    line.range === null
      ? NOTHING
      : { ...NOTHING, first: line.range.first, last: line.range.last, count: rangeCount(line.range) };
  if (line.kind === 'refused') return { ...figures, reasons: [intakeWords(line.problem)] };
  const reasons = knownWords(db, line.range);
  const strange = reasons.length === 0 && width !== null && width !== line.range.first.length;
  return { ...figures, reasons, remarks: strange ? [widthWords(line.range.first.length, width)] : [] };
}

function widthWords(width: number, usual: number): string {
  return `卡号是 ${width} 位，这一科目上次入库的是 ${usual} 位，请照卡面核对。`;
}

function knownWords(db: Db, range: CardRange): string[] {
  const known = knownIn(db, range);
  const told = known
    .slice(0, MOST_REASONS)
    .map(
      (run) =>
        `${formatRange(run.range)} 共 ${rangeCount(run.range)} 张已随“${sourceOf(db, run.receipt)}”入库。`,
    );
  const rest = known.length - told.length;
  return rest > 0 ? [...told, `还有 ${rest} 个号段也已入库。`] : told;
}
