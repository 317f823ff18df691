import type { Payload } from '../events/catalogue.ts';
import { type CashCount, differenceInWords } from './closing.ts';
import { goodsSections, mattersSection, moneySection, receiptSection } from './closing-sections.ts';
import {
  type ClosingSheet,
  factsOf,
  heading,
  inPairs,
  left,
  right,
  type SheetFrame,
  type SheetSection,
  section,
  sideBySide,
  yuan,
} from './closing-sheet.ts';
import { fen, timesFen } from './money.ts';
import { moneyInWords } from './money-words.ts';

type ShiftSaid = Payload<'shift.closed'>;

/** 交班单. in: who opened the shift, or empty where nobody counted a float. */
export function shiftSheet(said: ShiftSaid, frame: SheetFrame, openedBy: string): ClosingSheet {
  const opened = openedBy === '' ? '没有开班清点，备用金按 0 计' : `开班：${openedBy}`;
  return {
    ...heading('交班单', said.document, frame),
    facts: [...factsOf(frame, '交班'), opened],
    sections: [
      drawerSection(said),
      countSection(said.count),
      moneySection(said.figures),
      ...goodsSections(said.figures),
      receiptSection(said.figures),
      mattersSection(said.matters, said.figures),
    ],
    signatures: [
      ['交班人', frame.by],
      ['接班人（或主管）', frame.approver],
    ],
  };
}

function drawerSection(said: ShiftSaid): SheetSection {
  const { floatFen, figures, expectedFen, countedFen, differenceFen, leftFen, reason } = said;
  const cash = figures.money.filter(({ method }) => method === 'cash');
  const sum = (of: 'inFen' | 'outFen') => cash.reduce((total, line) => total + line[of], 0);
  const taken = fen(countedFen - leftFen);
  return section(
    '现金',
    ['备用金', '现金收入', '现金退出', '应有', '清点', '长短款', '留存'].map((title, at) =>
      right(title, at === 5 ? 30 : 24),
    ),
    [
      [
        yuan(floatFen),
        yuan(sum('inFen')),
        yuan(sum('outFen')),
        yuan(expectedFen),
        yuan(countedFen),
        differenceInWords(differenceFen),
        yuan(leftFen),
      ],
    ],
    `取出待缴：${yuan(taken)}（大写：${moneyInWords(taken)}）`,
    ...(reason === '' ? [] : [{ bold: `长短款说明：${reason}` }]),
  );
}

function countSection(count: CashCount): SheetSection {
  return section(
    '清点明细',
    sideBySide([left('面额', 26), right('张（枚）数', 26), right('金额', 35)]),
    inPairs(
      count.map(({ face, pieces }) => [faceName(face), String(pieces), yuan(timesFen(fen(face), pieces))]),
      3,
    ),
    ...(count.length === 0 ? ['钱柜里没有现金。'] : []),
  );
}

/** `100 元`, `5 角`. */
export function faceName(face: number): string {
  return face >= 100 ? `${face / 100} 元` : `${face / 10} 角`;
}
