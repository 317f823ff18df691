import type { PaperRow, PostedRow, WaitingRow } from '../../../contract/app/posting.ts';
import type { CalendarDay } from '../../../contract/domain/calendar.ts';
import { type CardRange, countCards, formatRange } from '../../../contract/domain/card-range.ts';
import type { DocumentState, Paper } from '../../../contract/domain/folds/document.ts';
import type { ReturnState } from '../../../contract/domain/folds/returns.ts';
import type { SaleState } from '../../../contract/domain/folds/sale.ts';
import {
  BOOKS_NOT_ENTERED,
  isLate,
  MOST_COUNTED,
  newestLateDay,
  postingAge,
} from '../../../contract/domain/posting.ts';
import type { Db } from '../database/open.ts';
import { statement } from '../database/statement.ts';
import type { World } from '../world.ts';
import { firstFitting } from './in-slices.ts';
import { goodsOf, wallTime } from './sales.ts';
import { nameOf, stateOf } from './state.ts';

export interface Page<R> {
  readonly rows: R[];
  readonly more: boolean;
}

/** As many as one posting takes, so that 全选 is one press and one number. */
const WAITING_PAGE = 200;
const PAGE = 50;

/** Each of the two lists lies in an index of its own, in this order. Every sale, reversal and return waits until it is posted. */
const WAITING = 'document INDEXED BY document_by_day_at_sale WHERE sale IS NOT NULL AND posted_day IS NULL';
const UNPRINTED = 'document INDEXED BY document_by_prints_day_at_sale WHERE sale IS NOT NULL AND prints = 0';

/** How many papers wait for a hand, counted as far as `MOST_COUNTED`. in: this PC's business day. */
export function paperCounts(db: Db, today: CalendarDay) {
  const count = (of: string) =>
    statement(db, `SELECT count(*) FROM (SELECT 1 FROM ${of} LIMIT ${MOST_COUNTED})`).pluck();
  return {
    waiting: count(WAITING).get() as number,
    late: count(`${WAITING} AND day <= ?`).get(newestLateDay(today)) as number,
    unprinted: count(UNPRINTED).get() as number,
  };
}

/** 平台待登记, oldest first. */
export function waitingPapers(db: Db, today: CalendarDay, after: string | null): Page<WaitingRow> {
  const { rows, more } = oldestFirst(db, WAITING, after, WAITING_PAGE);
  return {
    more,
    rows: rows.map((row) => {
      const day = row.businessDay as CalendarDay;
      return { ...row, age: postingAge(day, today), late: isLate(day, today) };
    }),
  };
}

/** 已售未打印, oldest first. */
export function unprintedPapers(db: Db, after: string | null): Page<PaperRow> {
  return oldestFirst(db, UNPRINTED, after, PAGE);
}

function oldestFirst(db: Db, list: string, after: string | null, most: number): Page<PaperRow> {
  const last = after === null ? null : stateOf<DocumentState>(db, 'document', after)?.paper;
  const ids = statement(
    db,
    `SELECT id FROM ${list} AND (day, at, sale, id) > (?, ?, ?, ?) ORDER BY day, at, sale, id LIMIT ?`,
  )
    .pluck()
    .all(last?.day ?? '', last?.at ?? 0, last?.sale ?? '', after ?? '', most + 1) as string[];
  return { rows: ids.slice(0, most).flatMap((id) => paperRow(db, id) ?? []), more: ids.length > most };
}

function paperRow(db: Db, document: string): PaperRow | null {
  const paper = stateOf<DocumentState>(db, 'document', document)?.paper;
  if (paper == null) return null;
  const sale = stateOf<SaleState>(db, 'sale', paper.sale);
  const back = paper.kind === 'return' ? returnOf(db, document) : null;
  const { kind, day, at } = paper;
  return {
    document,
    kind,
    sale: paper.sale,
    businessDay: day,
    time: wallTime(db, at, day),
    clerk: nameOf(db, back?.by ?? clerkOf(paper, sale)),
    ...(back?.made == null ? contentOf(sale) : contentOfReturn(sale, back.made)),
  };
}

function clerkOf({ kind }: Paper, sale: SaleState | null): string {
  return (kind === 'sale' ? sale?.clerk : sale?.reversed?.by) ?? '';
}

function returnOf(db: Db, document: string): ReturnState | null {
  const id = stateOf<DocumentState>(db, 'document', document)?.about?.subject ?? '';
  return stateOf<ReturnState>(db, 'goods_return', id);
}

/** A return tells its own goods; only who brought them stands in the sale. */
function contentOfReturn(sale: SaleState | null, made: NonNullable<ReturnState['made']>) {
  const cards = made.cards as unknown as readonly CardRange[];
  return {
    buyer: contentOf(sale).buyer,
    cards: countCards(cards),
    cardText: cards.map(formatRange).join('；'),
    books: made.books.reduce((sum, line) => sum + line.quantity, 0),
    totalFen: made.cardsFen + made.booksFen,
  };
}

/** A reversal that came before its sale still waits in the list, with what is known of it. */
function contentOf(sale: SaleState | null) {
  const made = sale?.made;
  if (made == null) return { buyer: '原销售记录尚未到达', cards: 0, cardText: '', books: 0, totalFen: 0 };
  const books = made.books.reduce((sum, line) => sum + line.quantity, 0);
  return { ...goodsOf(made), books, totalFen: made.cardsFen + made.booksFen };
}

interface PostedKey {
  readonly id: string;
  readonly day: string;
  readonly slip: string;
}

const POSTED = 'document INDEXED BY document_by_posted_day_slip';

/** 已登记, what was posted last first. in: part of the regional number, or of the words in its place; empty for all. */
export async function postedPapers(
  db: Db,
  timers: Pick<World['timers'], 'nextTurn'>,
  text: string,
  after: string | null,
): Promise<Page<PostedRow>> {
  const slice = statement(
    db,
    `SELECT id, posted_day AS day, slip FROM ${POSTED} WHERE slip IS NOT NULL
     AND (posted_day, slip, id) < (?, ?, ?) ORDER BY posted_day DESC, slip DESC, id DESC LIMIT ?`,
  );
  const start = after === null ? null : postedKey(db, after);
  const found = await firstFitting(timers, {
    read(last: PostedKey | null, size) {
      const { day, slip, id } = last ?? start ?? { day: '~', slip: '', id: '' };
      return slice.all(day, slip, id, size) as PostedKey[];
    },
    fits: ({ slip }) => (slip || BOOKS_NOT_ENTERED).toUpperCase().includes(text.toUpperCase()),
    most: PAGE + 1,
  });
  return {
    rows: found.slice(0, PAGE).flatMap(({ id }) => postedRow(db, id) ?? []),
    more: found.length > PAGE,
  };
}

function postedKey(db: Db, document: string): PostedKey | null {
  const posted = stateOf<DocumentState>(db, 'document', document)?.posted;
  return posted == null ? null : { id: document, day: posted.day, slip: posted.slip };
}

function postedRow(db: Db, document: string): PostedRow | null {
  const row = paperRow(db, document);
  const posted = stateOf<DocumentState>(db, 'document', document)?.posted;
  if (row === null || posted == null) return null;
  return { ...row, slip: posted.slip, postedDay: posted.day, postedBy: nameOf(db, posted.by) };
}
