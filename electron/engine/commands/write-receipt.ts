import type { SaleState } from '../../../contract/domain/folds/sale.ts';
import { type MoneyStream, streamNames } from '../../../contract/domain/payment.ts';
import { kindFor } from '../../../contract/domain/receipt-register.ts';
import { owedReceipts } from '../../../contract/domain/sale-papers.ts';
import { tidyReceiptNumber } from '../../../contract/domain/sale-receipts.ts';
import { type Refusal, refuse } from '../problem.ts';
import { voidedIn } from '../queries/receipt-books.ts';
import { stateOf } from '../queries/state.ts';
import type { Command } from './command.ts';
import { receiptRef, requireNext } from './receipt-rules.ts';

export interface WriteReceipt {
  readonly sale: string;
  readonly stream: MoneyStream;
  readonly number: string;
}

/** 补开: a receipt for a sale that was 暂不开, or whose receipt is 作废. The next number of an open book, as at a sale. */
export const writeReceipt: Command<WriteReceipt> = {
  does: 'receipt.written',
  run(write, { sale: id, stream, number: typed }) {
    const sale = stateOf<SaleState>(write.db, 'sale', id);
    if (sale === null || sale.made === null)
      throw refuse('SALE', '没有找到这笔销售。', '请在补开列表里重新选择。');
    const owed = owedReceipts(sale, voidedIn(write.db));
    if (!owed.some((one) => one.stream === stream)) throw notOwed(sale, stream);
    const kind = kindFor[stream];
    const number = tidyReceiptNumber(typed);
    requireNext(write, kind, number);
    write.append({
      type: 'receipt.written',
      payload: { sale: id, stream, kind, number },
      entities: [{ kind: 'sale', id }, receiptRef(kind, number)],
    });
  },
};

function notOwed({ reversed }: SaleState, stream: MoneyStream): Refusal {
  const why = reversed === null ? `${streamNames[stream]}没有要补开的票据` : '这笔销售已经冲销';
  return refuse('RECEIPT_NOT_OWED', `${why}，没有补开。`, '请在补开列表里重新选择。');
}
