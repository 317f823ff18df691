import { formatYuan } from '../../contract/domain/money.ts';
import {
  methodNames,
  type PaymentProblem,
  referenceNames,
  streamNames,
} from '../../contract/domain/payment.ts';
import type { ReceiptProblem } from '../../contract/domain/sale-receipts.ts';
import { type Refusal, refuse } from './problem.ts';

const NOT_YET = '这笔还没有收款。';

/** Why a sale's payments were refused, with what is due. */
export function wordsForPayment(problem: PaymentProblem): Refusal {
  const money = streamNames[problem.stream];
  switch (problem.kind) {
    case 'no-goods':
      return refuse('PAYMENT', `本单没有${money}，却填了付款。${NOT_YET}`, `请去掉${money}的付款。`);
    case 'sum': {
      const { paid, due } = problem;
      return refuse(
        'PAYMENT',
        `${money}应收 ${formatYuan(due)}，付款合计是 ${formatYuan(paid)}，两数不等。${NOT_YET}`,
        '请核对各笔付款的金额：多收、少收、优惠都不允许。',
      );
    }
    case 'reference': {
      const method = methodNames[problem.method];
      const proof = referenceNames[problem.method];
      return refuse('REFERENCE', `${money}用${method}，没有填写${proof}。${NOT_YET}`, `请填写${proof}。`);
    }
    case 'tendered':
      return refuse('TENDERED', `实收的现金少于应收的现金。${NOT_YET}`, '请清点现金，改正“实收现金”。');
    case 'not-cash':
      return refuse('TENDERED', `${money}不是现金付款，却填了实收现金。${NOT_YET}`, '请去掉实收现金。');
  }
}

/** Why a sale's receipts were refused. */
export function wordsForReceipt({ kind, stream }: ReceiptProblem): Refusal {
  const money = streamNames[stream];
  switch (kind) {
    case 'no-goods':
      return refuse('RECEIPT', `本单没有${money}，却填了票据。${NOT_YET}`, `请去掉${money}的票据。`);
    case 'missing':
      return refuse('RECEIPT', `${money}没有选择票据。${NOT_YET}`, '请选择票据；现在不开的选“暂不开”。');
    case 'twice':
      return refuse('RECEIPT', `${money}填了两张票据。${NOT_YET}`, '一笔款只开一张票据，请去掉一张。');
    case 'number':
      return refuse(
        'RECEIPT',
        `${money}的票据没有填写号码。${NOT_YET}`,
        '请照票据上印的号码填写；现在不开的选“暂不开”。',
      );
    case 'no-number':
      return refuse(
        'RECEIPT',
        `${money}选了“暂不开”，却填了票据号码。${NOT_YET}`,
        '请清空号码，或改选票据。',
      );
    case 'shared':
      return refuse(
        'RECEIPT_SHARED',
        `卡款和书款填了同一个票据号码。${NOT_YET}`,
        '卡款开财政票据，书款开发票，各用各的号码，请核对。',
      );
  }
}
