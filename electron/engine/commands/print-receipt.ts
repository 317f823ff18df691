import type { BookReceiptState, CardReceiptState } from '../../../contract/domain/folds/receipts.ts';
import { refuse } from '../problem.ts';
import { stateOf } from '../queries/state.ts';
import type { Command } from './command.ts';
import { countPrint } from './print-paper.ts';

/** 打印 / 补打 of an 入库单: counted before the printer is asked. */
export const printReceipt: Command<{ readonly receipt: string }> = {
  does: 'slip.printed',
  run(write, { receipt }) {
    const state =
      stateOf<CardReceiptState>(write.db, 'card_receipt', receipt) ??
      stateOf<BookReceiptState>(write.db, 'book_receipt', receipt);
    if (state === null) throw refuse('RECEIPT', '没有找到这张入库单。', '请在入库记录里重新选择。');
    countPrint(write, state.received.document);
  },
};
