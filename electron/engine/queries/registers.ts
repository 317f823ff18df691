import type { BookRow, NumberRow } from '../../../contract/app/registers.ts';
import { type CardRange, subtract } from '../../../contract/domain/card-range.ts';
import type { MoneyReceiptState } from '../../../contract/domain/folds/registers.ts';
import {
  balanceOf,
  countOf,
  nextIn,
  overlapsAmong,
  type RegisterKind,
  runsInWords,
  runsOf,
  strangersIn,
} from '../../../contract/domain/receipt-register.ts';
import { receiptNames } from '../../../contract/domain/sale-receipts.ts';
import type { Db } from '../database/open.ts';
import { statement } from '../database/statement.ts';
import type { Identity } from '../journal/identity.ts';
import type { World } from '../world.ts';
import { placeName } from './places.ts';
import { type KnownBook, receiptBooks, receiptsIn } from './receipt-books.ts';
import { documentOfSale } from './sale-document.ts';
import { nameOf } from './state.ts';

type Own = Pick<Identity, 'device' | 'point'>;

export interface RegisterView {
  readonly books: readonly BookRow[];
  readonly totals: readonly string[];
  readonly findings: readonly string[];
}

/** Books on the screen, and on paper: about two years of them. */
const MOST_BOOKS = 200;
const BOOKS_A_TURN = 10;
const MOST_FINDINGS = 100;

/** Every book that is known here with its balance, newest first, and what doesn't agree; read in short turns. */
export async function registerView(
  db: Db,
  identity: Own,
  { nextTurn }: Pick<World['timers'], 'nextTurn'>,
): Promise<RegisterView> {
  const books = receiptBooks(db, identity);
  const read: { readonly row: BookRow; readonly findings: readonly string[] }[] = [];
  for (const [at, book] of books.entries()) {
    if (at % BOOKS_A_TURN === BOOKS_A_TURN - 1) await nextTurn();
    const receipts = receiptsIn(db, book);
    read.push({ row: rowOf(db, identity, book, receipts), findings: findingsIn(db, book, receipts) });
  }
  const rows = read.map(({ row }) => row).toReversed();
  const findings = [...overlapWords(books), ...read.flatMap((one) => one.findings), ...strayWords(db)];
  return {
    books: rows.slice(0, MOST_BOOKS),
    totals: totalsOf(rows),
    findings: findings.slice(0, MOST_FINDINGS),
  };
}

function rowOf(db: Db, identity: Own, book: KnownBook, receipts: readonly MoneyReceiptState[]): BookRow {
  const { issued, by, day } = book.state;
  const { used, voided, remaining, off } = balanceOf(book, receipts);
  const gone = receipts.map(({ number }) => number);
  const standing = receipts.filter((one) => one.voided === null).map(({ number }) => number);
  const { first, last, kind } = book;
  return {
    ...{ book: issued.book, kind, first, last, issued: issued.count, day, used, voided, remaining, off },
    by: nameOf(db, by),
    place: placeName(db, identity, issued.holder),
    own: book.here,
    usedRuns: runsOf(standing).map((run) => runsInWords([run])),
    voidedNumbers: voidedWords(receipts),
    remainingRuns: subtract(
      book as { first: string; last: string } as CardRange,
      runsOf(gone) as readonly { first: string; last: string }[] as readonly CardRange[],
    ).map((run) => runsInWords([run])),
    next: nextIn(book, new Set(gone)),
  };
}

/** Runs of one reason: `0012305–0012307（跳号）`. */
function voidedWords(receipts: readonly MoneyReceiptState[]): string[] {
  const byReason = Map.groupBy(
    receipts.filter((one) => one.voided !== null),
    (one) => one.voided?.reason ?? '',
  );
  return [...byReason].flatMap(([reason, own]) =>
    runsOf(own.map(({ number }) => number)).map((run) => `${runsInWords([run])}（${reason}）`),
  );
}

function totalsOf(rows: readonly BookRow[]): string[] {
  return (['fiscal', 'invoice'] as const).map((kind) => {
    const own = rows.filter((row) => row.kind === kind);
    const sum = (figure: 'issued' | 'used' | 'voided' | 'remaining' | 'off') =>
      own.reduce((total, row) => total + row[figure], 0);
    const off = own.some((row) => row.off !== 0) ? `不符，多出 ${sum('off')} 号` : '相符';
    return `${receiptNames[kind]}：领入 ${sum('issued')}，已用 ${sum('used')}，作废 ${sum('voided')}，剩余 ${sum('remaining')}，${off}`;
  });
}

function findingsIn(db: Db, book: KnownBook, receipts: readonly MoneyReceiptState[]): string[] {
  const name = receiptNames[book.kind];
  const { twice } = balanceOf(book, receipts);
  const device = book.state.issued.holder.replace('till:', '');
  const strangers = strangersIn(receipts, device).filter((number) => !twice.includes(number));
  return [
    ...twice.map((number) => {
      const receipt = receipts.find((one) => one.number === number);
      const documents = (receipt?.uses ?? []).map((use) => documentOfSale(db, use)).join('、');
      return `${name} ${number} 用了不止一次：单号 ${documents}，请核对纸质票据。`;
    }),
    ...strangers.map((number) => `${name} ${number} 由别的电脑登记，不是领入这本票据的电脑，请核对。`),
  ];
}

function overlapWords(books: readonly KnownBook[]): string[] {
  return overlapsAmong(books).map(({ books: [one, other], numbers }) => {
    const [a, b] = [one, other].map((book) => `${receiptNames[book.kind]}本 ${runsInWords([book])}`);
    return `${a} 与 ${b} 有相同的号码 ${runsInWords([numbers])}，请核对票据本。`;
  });
}

/** Numbers that were used or voided and lie in no book that is known here. */
function strayWords(db: Db): string[] {
  const ids = statement(
    db,
    `SELECT r.id FROM money_receipt r WHERE NOT EXISTS (
       SELECT 1 FROM receipt_book b
       WHERE r.id BETWEEN b.kind || '/' || b.first AND b.kind || '/' || (b.state ->> '$.issued.last')
         AND length(r.id) = length(b.kind) + 1 + length(b.first)
     ) ORDER BY r.id LIMIT ?`,
  )
    .pluck()
    .all(MOST_FINDINGS) as string[];
  const byKind = Map.groupBy(ids, (id) => id.slice(0, id.indexOf('/')) as RegisterKind);
  return [...byKind].map(([kind, own]) => {
    const numbers = own.map((id) => id.slice(kind.length + 1)).join('、');
    return `${receiptNames[kind]} ${numbers} 不在任何领入的票据本里，请核对。`;
  });
}

/** Numbers of a book on one page of its list. */
const PAGE = 100;

/** Used and voided numbers of a book, the last one first. in: the last number of the page before. */
export function numbersOf(
  db: Db,
  identity: Own,
  id: string,
  after: string | null,
): { readonly rows: NumberRow[]; readonly more: boolean } {
  const book = receiptBooks(db, identity).find(({ state }) => state.issued.book === id);
  if (book === undefined) return { rows: [], more: false };
  const below = after === null ? book : { ...book, last: after };
  const receipts = receiptsIn(db, below)
    .filter(({ number }) => number !== after)
    .toReversed();
  return {
    rows: receipts.slice(0, PAGE).map((receipt) => numberRow(db, receipt)),
    more: receipts.length > PAGE,
  };
}

function numberRow(db: Db, { number, uses, voided }: MoneyReceiptState): NumberRow {
  const last = voided ?? uses.at(-1);
  return {
    number,
    voided: voided !== null,
    documents: uses.map((use) => documentOfSale(db, use)),
    day: last?.day ?? '',
    by: nameOf(db, last?.by ?? ''),
    reason: voided?.reason ?? '',
  };
}

export function countIn(runs: Parameters<typeof runsInWords>[0]): number {
  return runs.reduce((sum, run) => sum + countOf(run), 0);
}
