import type { BookReceiptState, CardReceiptState } from '../../../contract/domain/folds/receipts.ts';
import { refuse } from '../problem.ts';
import { stateOf } from '../queries/state.ts';
import type { Command } from './command.ts';

/** 打印 / 补打 of an 入库单: counted before the printer is asked. */
export const printReceipt: Command<{ readonly receipt: string }> = {
  does: 'slip.printed',
  run({ db, append }, { receipt }) {
    const state =
      stateOf<CardReceiptState>(db, 'card_receipt', receipt) ??
      stateOf<BookReceiptState>(db, 'book_receipt', receipt);
    if (state === null) throw refuse('RECEIPT', '没有找到这张入库单。', '请在入库记录里重新选择。');
    const { document } = state.received;
    append({
      type: 'slip.printed',
      payload: { document },
      entities: [{ kind: 'document', id: document }],
    });
  },
};
