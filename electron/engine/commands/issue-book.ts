import {
  countOf,
  parseRun,
  type RegisterKind,
  sharedNumbers,
} from '../../../contract/domain/receipt-register.ts';
import { receiptNames } from '../../../contract/domain/sale-receipts.ts';
import { tillOf } from '../journal/identity.ts';
import { refuse } from '../problem.ts';
import { receiptBooks } from '../queries/receipt-books.ts';
import { wordsForRun } from '../receipt-words.ts';
import type { Command } from './command.ts';

/** The ends as printed on the book's first and last receipt. */
export interface IssueBook {
  readonly kind: RegisterKind;
  readonly first: string;
  readonly last: string;
}

/** 领入票据本: a book of 财政票据 or 发票 for this till. No number may lie in two books, of whichever kind. */
export const issueBook: Command<IssueBook> = {
  does: 'receipts.issued',
  run(write, { kind, first, last }) {
    const run = parseRun(first, last);
    if (!run.ok) throw wordsForRun(run.error);
    for (const book of receiptBooks(write.db, write.journal.identity)) {
      const shared = sharedNumbers(book, run.value);
      if (shared === null) continue;
      throw refuse(
        'RECEIPT_OVERLAP',
        `${shared.first} 已在 ${book.state.day} 领入的${receiptNames[book.kind]}本 ${book.first}–${book.last} 里，这一本没有领入。`,
        '请核对这本票据的种类和起止号：一个号码只能在一本里。',
      );
    }
    const book = write.journal.nextId();
    const holder = tillOf(write.journal.identity);
    write.append({
      type: 'receipts.issued',
      payload: { book, kind, ...run.value, count: countOf(run.value), holder },
      entities: [{ kind: 'receipt-book', id: book }],
    });
  },
};
