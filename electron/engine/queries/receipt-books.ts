import type { CardNumber } from '../../../contract/domain/card-number.ts';
import { prefixOf } from '../../../contract/domain/card-number.ts';
import type { MoneyReceiptState, ReceiptBookState } from '../../../contract/domain/folds/registers.ts';
import {
  type Book,
  countOf,
  type NumberRun,
  nextIn,
  type RegisterKind,
} from '../../../contract/domain/receipt-register.ts';
import type { IsVoided } from '../../../contract/domain/sale-papers.ts';
import type { Db } from '../database/open.ts';
import { statement } from '../database/statement.ts';
import { type Identity, tillOf } from '../journal/identity.ts';
import { allStates, stateOf } from './state.ts';

export type KnownBook = Book & { readonly state: ReceiptBookState };

type Own = Pick<Identity, 'device'>;

/** Every book that is known here, in the order they were taken over. */
export function receiptBooks(db: Db, identity: Own): readonly KnownBook[] {
  const till = tillOf(identity);
  return allStates<ReceiptBookState>(db, 'receipt_book')
    .map((state) => {
      const { kind, first, last, holder } = state.issued;
      return { kind, first, last, here: holder === till, state };
    })
    .toSorted((a, b) => a.state.at - b.state.at || (a.state.issued.book < b.state.issued.book ? -1 : 1));
}

/** Letters, hyphens and figures mean nothing to GLOB, so the pattern is the book's prefix and width, exactly. */
function within({ kind, first, last }: NumberRun & { readonly kind: RegisterKind }) {
  const prefix = prefixOf(first as CardNumber);
  const form = `${kind}/${prefix}${'[0-9]'.repeat(first.length - prefix.length)}`;
  return { first: `${kind}/${first}`, last: `${kind}/${last}`, form };
}

const IN_BOOK = 'FROM money_receipt WHERE id BETWEEN @first AND @last AND id GLOB @form';

/** Numbers of a book that were used or voided, as their rows stand. */
export function goneIn(db: Db, book: Book): ReadonlySet<string> {
  const ids = statement(db, `SELECT id ${IN_BOOK}`).pluck().all(within(book)) as string[];
  return new Set(ids.map((id) => id.slice(book.kind.length + 1)));
}

/** The same with their whole state, in the order of their numbers. */
export function receiptsIn(db: Db, book: Book): readonly MoneyReceiptState[] {
  const states = statement(db, `SELECT state ${IN_BOOK} ORDER BY id`).pluck().all(within(book)) as string[];
  return states.map((state) => JSON.parse(state));
}

function isFinished(db: Db, book: Book): boolean {
  const gone = statement(db, `SELECT count(*) ${IN_BOOK}`).pluck().get(within(book)) as number;
  return gone >= countOf(book);
}

/** The book of a kind that this till writes from: the first taken over that has numbers left. */
export function openBook(db: Db, identity: Own, kind: RegisterKind): KnownBook | null {
  const own = receiptBooks(db, identity).filter((book) => book.kind === kind && book.here);
  return own.find((book) => !isFinished(db, book)) ?? null;
}

/** The number to be used next; null without an open book. */
export function nextNumber(db: Db, identity: Own, kind: RegisterKind): string | null {
  const book = openBook(db, identity, kind);
  return book === null ? null : nextIn(book, goneIn(db, book));
}

export function receiptOf(db: Db, kind: RegisterKind, number: string): MoneyReceiptState | null {
  return stateOf<MoneyReceiptState>(db, 'money_receipt', `${kind}/${number}`);
}

/** Asks of one receipt after another whether it is 作废. */
export function voidedIn(db: Db): IsVoided {
  return (kind, number) => (receiptOf(db, kind, number)?.voided ?? null) !== null;
}
