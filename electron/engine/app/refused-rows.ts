import type { AppState } from '../../../contract/app/session.ts';
import type { CardNote, RefusedLine } from '../../../contract/domain/card-note.ts';
import type { TextSheet } from '../documents/text-sheet.ts';
import { refusalMessage } from '../intake/messages.ts';

const COLUMNS: TextSheet['columns'] = [
  { title: '行号', width: 12 },
  { title: '起始卡号', width: 26 },
  { title: '终止卡号', width: 26 },
  { title: '数量', width: 10 },
  { title: '不收原因', width: 70 },
];

type City = NonNullable<AppState['city']>;

/** 退回核对表: the rows of a delivery note that were not taken, for the supplier to check. */
export function refusedRows(note: CardNote, fileName: string, city: City): TextSheet {
  return {
    name: '退回核对表',
    heading: [
      [city.practice ? '退回核对表（练习）' : '退回核对表'],
      ['送卡单号', note.slipNumber === '' ? '单上没写' : note.slipNumber],
      ['文件', fileName],
      ['销售点', city.place.name],
      ['业务日期', city.businessDay],
      ['说明', '以下各行整行没有入库，请核对更正后重新送单。'],
    ],
    columns: COLUMNS,
    rows: note.lines.flatMap((line) => (line.kind === 'refused' ? [rowOf(line)] : [])),
    made: city.businessDay,
  };
}

/** The cells as the file had them; the reason without what our own clerk should do. */
function rowOf({ stated, refusals }: RefusedLine): readonly string[] {
  const reasons = new Set(refusals.map((refusal) => refusalMessage(refusal).happened));
  const count = stated.count === null ? '' : String(stated.count);
  return [String(stated.row), stated.start, stated.end, count, [...reasons].join('')];
}

/** A name every system can store: the slip's number, or else the file's own name without its ending. */
export function refusedRowsName(note: CardNote, fileName: string): string {
  const of = note.slipNumber === '' ? fileName.replace(/\.\w+$/, '') : note.slipNumber;
  return `退回核对表 ${of.replace(/[\\/:*?"<>|\p{Cc}\p{Cf}]/gu, '_').slice(0, 80)}.xlsx`;
}
