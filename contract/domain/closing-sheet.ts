import { type CalendarDay, formatDayOnPaper } from './calendar.ts';
import { fen, formatYuan } from './money.ts';

/** One column of a table on paper; width in mm. */
export interface SheetColumn {
  readonly title: string;
  readonly width: number;
  readonly align: 'left' | 'center' | 'right';
}

export interface SheetSection {
  readonly title: string;
  /** Left out where there are only sentences. */
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly (readonly string[])[];
  /** Sentences under the table; bold where somebody must look at them. */
  readonly notes: readonly { readonly text: string; readonly bold: boolean }[];
}

/** A closing on paper, text for text; as many A4 sheets as it needs. */
export interface ClosingSheet {
  readonly title: string;
  readonly practice: string;
  /** 0 is the original, n is 补打第 n 次. */
  readonly reprint: number;
  readonly number: string;
  readonly mark: string;
  readonly facts: readonly string[];
  readonly sections: readonly SheetSection[];
  /** Label and name, each with a line to sign on. */
  readonly signatures: readonly (readonly [label: string, name: string])[];
  readonly printed: string;
}

/** What stands around the figures; names resolved. */
export interface SheetFrame {
  readonly mark: string;
  readonly practice: boolean;
  readonly point: string;
  readonly place: string;
  readonly day: CalendarDay;
  /** When it was closed, and when this copy is printed: `YYYY-MM-DD HH:MM`. */
  readonly closedAt: string;
  readonly printedAt: string;
  readonly printedBy: string;
  readonly reprint: number;
  readonly by: string;
  readonly approver: string;
}

export function heading(title: string, number: string, frame: SheetFrame) {
  return {
    title: `专业技术人员继续教育激活卡${title}`,
    practice: frame.practice ? '练习' : '',
    reprint: frame.reprint,
    number,
    mark: frame.mark,
    printed: `打印人：${frame.printedBy}　打印时间：${frame.printedAt}`,
  };
}

export function factsOf({ point, place, day, closedAt }: SheetFrame, what: string): readonly string[] {
  return [`销售点：${point}　钱柜：${place}`, `营业日：${formatDayOnPaper(day)}　${what}时间：${closedAt}`];
}

export const left = (title: string, width: number): SheetColumn => ({ title, width, align: 'left' });
export const right = (title: string, width: number): SheetColumn => ({ title, width, align: 'right' });
export const yuan = (amount: number) => formatYuan(fen(amount));

export function section(
  title: string,
  columns: readonly SheetColumn[],
  rows: SheetSection['rows'],
  ...notes: readonly (string | { readonly bold: string })[]
): SheetSection {
  const kept = notes.map((one) =>
    typeof one === 'string' ? { text: one, bold: false } : { text: one.bold, bold: true },
  );
  return { title, columns: rows.length === 0 ? [] : columns, rows, notes: kept };
}

export function sideBySide(columns: readonly SheetColumn[]): readonly SheetColumn[] {
  return [...columns, ...columns];
}

/** A long list in two halves beside each other, read downwards; `cells` in each row of a half. */
export function inPairs(rows: SheetSection['rows'], cells: number): SheetSection['rows'] {
  const half = Math.ceil(rows.length / 2);
  const blank = Array.from({ length: cells }, () => '');
  return rows.slice(0, half).map((row, at) => [...row, ...(rows[at + half] ?? blank)]);
}
