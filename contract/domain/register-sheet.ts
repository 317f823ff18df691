import { type CalendarDay, formatDayOnPaper } from './calendar.ts';

/** One book of receipts, in the words of lists and paper; `0012301–0012340` are runs. */
export type RegisterBook = {
  readonly name: string;
  readonly first: string;
  readonly last: string;
  readonly issued: number;
  readonly day: string;
  readonly by: string;
  readonly place: string;
  readonly used: number;
  readonly usedRuns: readonly string[];
  readonly voided: number;
  /** With their reasons: `0012305（污损）`. */
  readonly voidedNumbers: readonly string[];
  readonly remaining: number;
  readonly remainingRuns: readonly string[];
};

/** 票据领用登记簿 as it stands at one moment. */
export type Register = {
  readonly practice: boolean;
  readonly point: string;
  readonly day: CalendarDay;
  readonly books: readonly RegisterBook[];
  /** `财政票据：领入 100，已用 3，作废 1，剩余 96，相符` */
  readonly totals: readonly string[];
  /** What doesn't agree, a sentence each; empty in a sound register. */
  readonly findings: readonly string[];
  readonly printedBy: string;
  /** `YYYY-MM-DD HH:MM`. */
  readonly printedAt: string;
};

/** One line of the table, text for text. */
export type RegisterRow = readonly [
  name: string,
  ends: string,
  taken: string,
  issued: string,
  used: string,
  usedRuns: string,
  voided: string,
  voidedNumbers: string,
  remaining: string,
  remainingRuns: string,
];

export type RegisterPage = {
  readonly page: string;
  readonly rows: readonly RegisterRow[];
  /** Beneath the table of the last page. */
  readonly notes: readonly string[];
};

/** What one line holds, and one page. */
const RUNS_A_LINE = 2;
const LINES_A_PAGE = 13;
const NOTES_A_PAGE = 12;
const NO_MORE = 5;

/** Lays the register out on pages; a book with many runs takes several lines, the first of which bears its figures. */
export function layOutRegister(register: Register): readonly RegisterPage[] {
  const rows = register.books.flatMap(rowsOf);
  const sheets = chunks(rows, LINES_A_PAGE);
  const notes = [...register.totals, ...register.findings];
  const last = sheets.at(-1) ?? [];
  // Notes need the room of the lines they stand beneath.
  const fits = notes.length <= NO_MORE && last.length + 2 <= LINES_A_PAGE;
  const noteSheets = fits ? [] : chunks(notes, NOTES_A_PAGE);
  const pages = [
    ...(sheets.length === 0 ? [[]] : sheets).map((own) => ({ rows: own, notes: [] as readonly string[] })),
    ...noteSheets.map((own) => ({ rows: [], notes: own })),
  ];
  return pages.map((one, at) => ({
    ...one,
    notes: fits && at === pages.length - 1 ? notes : one.notes,
    page: `第 ${at + 1}/${pages.length} 页`,
  }));
}

export function headingOf({ point, day }: Register): string {
  return `销售点：${point}　业务日期：${formatDayOnPaper(day)}`;
}

function rowsOf(book: RegisterBook): readonly RegisterRow[] {
  const used = chunks(book.usedRuns, RUNS_A_LINE);
  const voided = chunks(book.voidedNumbers, RUNS_A_LINE);
  const remaining = chunks(book.remainingRuns, RUNS_A_LINE);
  const lines = Math.max(1, used.length, voided.length, remaining.length);
  return Array.from({ length: lines }, (_, at): RegisterRow => {
    const text = (runs: readonly (readonly string[])[]) => (runs[at] ?? []).join('；');
    const once = (figure: string | number) => (at === 0 ? String(figure) : '');
    return [
      once(book.name),
      once(`${book.first}–${book.last}`),
      once(`${book.day} ${book.by} ${book.place}`),
      once(book.issued),
      ...([once(book.used), text(used)] as const),
      ...([once(book.voided), text(voided)] as const),
      ...([once(book.remaining), text(remaining)] as const),
    ];
  });
}

function chunks<T>(list: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, at) =>
    list.slice(at * size, (at + 1) * size),
  );
}
