import type { Payload } from '../events/catalogue.ts';
import { differenceInWords } from './closing.ts';
import {
  balanceSection,
  goodsSections,
  mattersSection,
  moneySection,
  receiptSection,
} from './closing-sections.ts';
import {
  type ClosingSheet,
  factsOf,
  heading,
  left,
  right,
  type SheetFrame,
  type SheetSection,
  section,
  yuan,
} from './closing-sheet.ts';

type DaySaid = Payload<'day.closed'>;

/** 日结单. in: course names by their ids. */
export function daySheet(
  said: DaySaid,
  frame: SheetFrame,
  courseName: (course: string) => string,
): ClosingSheet {
  return {
    ...heading('日结单', said.document, frame),
    facts: factsOf(frame, '日结'),
    sections: [
      moneySection(said.figures),
      shiftsSection(said.shifts),
      ...goodsSections(said.figures),
      balanceSection(said, courseName),
      receiptSection(said.figures),
      ...lateSection(said.late),
      mattersSection(said.matters, said.figures, '（不含本日）'),
    ],
    signatures: [
      ['经办人', frame.by],
      ['复核人', frame.approver],
    ],
  };
}

function shiftsSection(shifts: DaySaid['shifts']): SheetSection {
  return section(
    '交班',
    [left('交班单号', 90), right('长短款', 84)],
    shifts.map(({ document, differenceFen }) => [document, differenceInWords(differenceFen)]),
    ...(shifts.length === 0 ? ['本日没有交班单。'] : []),
  );
}

function lateSection(late: DaySaid['late']): readonly SheetSection[] {
  if (late.length === 0) return [];
  return [
    section(
      '后到（已日结的营业日，不改动当日数字）',
      [left('营业日', 30), left('单号', 64), right('卡款', 40), right('书款', 40)],
      late.map(({ day, document, cardsFen, booksFen }) => [day, document, yuan(cardsFen), yuan(booksFen)]),
    ),
  ];
}
