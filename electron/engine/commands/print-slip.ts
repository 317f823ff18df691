import type { SaleState } from '../../../contract/domain/folds/sale.ts';
import { refuse } from '../problem.ts';
import { stateOf } from '../queries/state.ts';
import type { Command } from './command.ts';
import { countPrint } from './print-paper.ts';

/** Which paper of a sale: its 出库单, or the 冲销单 that took it back. */
export type SalePaper = 'sale' | 'reversal';

/** 打印 / 补打: counted before the printer is asked, so that no second paper passes for the first. */
export const printSlip: Command<{ readonly sale: string; readonly paper?: SalePaper }> = {
  does: 'slip.printed',
  run(write, { sale, paper = 'sale' }) {
    const state = stateOf<SaleState>(write.db, 'sale', sale);
    const document = (paper === 'sale' ? state?.made : state?.reversed)?.document;
    if (document === undefined) throw refuse('SALE', '没有找到这笔销售。', '请在销售记录里重新选择。');
    countPrint(write, document);
  },
};
