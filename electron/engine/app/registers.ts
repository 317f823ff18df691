import { runsInWords } from '../../../contract/domain/receipt-register.ts';
import { tidyReceiptNumber } from '../../../contract/domain/sale-receipts.ts';
import { issueBook } from '../commands/issue-book.ts';
import { whyNotUsable } from '../commands/receipt-rules.ts';
import { voidReceipts } from '../commands/void-receipts.ts';
import { writeReceipt } from '../commands/write-receipt.ts';
import type { Documents } from '../documents/documents.ts';
import { owedPage } from '../queries/owed-receipts.ts';
import { registerSheet } from '../queries/register-sheet.ts';
import { countIn, numbersOf, registerView } from '../queries/registers.ts';
import { procedures } from './procedures.ts';

const on = procedures.registers;

/** in: the maker of documents, which works in a thread of its own. */
export function createRegisterProcedures(documents: Documents) {
  return {
    view: on.view.handler(async ({ context: { seat } }) => {
      const { db, journal } = seat.city();
      const { books, totals, findings } = await registerView(db, journal.identity, seat.world.timers);
      return { books: [...books], totals: [...totals], findings: [...findings] };
    }),
    numbers: on.numbers.handler(({ input, context: { seat } }) => {
      const { db, journal } = seat.city();
      return numbersOf(db, journal.identity, input.book, input.after);
    }),
    owed: on.owed.handler(({ input, context: { seat } }) =>
      owedPage(seat.city().db, seat.world.timers, input.after),
    ),
    checkNumber: on.checkNumber.handler(({ input, context: { seat } }) => {
      const { kind } = input;
      const wrong = whyNotUsable(seat.city(), kind, tidyReceiptNumber(input.number));
      if (wrong === null) return { words: null, skipped: [], count: 0 };
      const skipped = wrong.problem.kind === 'skips' ? wrong.problem.runs : [];
      const words =
        skipped.length === 0 ? wrong.refusal.problem.happened : `会跳过 ${runsInWords(skipped)}。`;
      return { words, skipped: [...skipped], count: countIn(skipped) };
    }),
    issue: on.issue.handler(({ input, context: { seat } }) => {
      const { request, ...book } = input;
      const { payload } = seat.perform(issueBook, book, request).envelope;
      const { first, last, count } = payload as { first: string; last: string; count: number };
      return { first, last, count };
    }),
    void: on.void.handler(({ input, context: { seat } }) => {
      const { request, ...spoiled } = input;
      const { payload } = seat.perform(voidReceipts, spoiled, request).envelope;
      return { numbers: (payload as { numbers: string[] }).numbers };
    }),
    write: on.write.handler(({ input, context: { seat } }) => {
      const { request, ...written } = input;
      const { payload } = seat.perform(writeReceipt, written, request).envelope;
      return { number: (payload as { number: string }).number };
    }),
    sheet: on.sheet.handler(async ({ context: { seat } }) => {
      const { db, journal } = seat.city();
      const view = await registerView(db, journal.identity, seat.world.timers);
      const now = { by: seat.clerk()?.id ?? '', at: seat.world.clock.now() };
      const pdf = await documents.registerPdf(registerSheet(db, journal.identity, view, now));
      return { pdf: Buffer.from(pdf).toString('base64') };
    }),
  };
}
