import type { CalendarDay } from '../../../contract/domain/calendar.ts';
import { isCalendarDay } from '../../../contract/domain/calendar.ts';
import type { RemittanceState } from '../../../contract/domain/folds/closing.ts';
import { type BankProblem, bankDayProblem, remittanceInWords } from '../../../contract/domain/remittance.ts';
import { refuse } from '../problem.ts';
import { stateOf } from '../queries/state.ts';
import type { Command, Writer } from './command.ts';

export interface BankRemittance {
  readonly remittance: string;
  readonly bankSlip: string;
  readonly on: string;
  /** The latest day that a slip of today can bear. */
  readonly today: string;
}

/** 银行回单: the bank took the money in, under its own number, on the day stamped on it. */
export const bankRemittance: Command<BankRemittance> = {
  does: 'remittance.banked',
  // Midnight may pass between two presses of one form.
  asks: ({ remittance, bankSlip, on }) => ({ remittance, bankSlip, on }),
  run(write, { remittance, bankSlip: typed, on, today }) {
    const { days } = openRemittance(write, remittance, '没有登记银行回单');
    const bankSlip = typed.trim();
    if (bankSlip === '')
      throw refuse('BANK_SLIP', '没有填写银行回单号，没有登记。', '请照银行回单填写号码。');
    const problem = isCalendarDay(on) ? bankDayProblem(on, today as CalendarDay, days) : 'none';
    if (problem !== null) throw wrongDay(problem, on);
    write.append({
      type: 'remittance.banked',
      payload: { remittance, bankSlip, on },
      entities: [{ kind: 'remittance', id: remittance }],
    });
  },
};

function wrongDay(problem: BankProblem | 'none', on: string) {
  const happened = {
    none: `没有 ${on} 这一天`,
    future: `${on} 还没有到`,
    before: `${on} 早于单上的营业日`,
  }[problem];
  return refuse('BANK_DAY', `${happened}，没有登记。`, '请照银行回单上盖的收讫日期填写。');
}

/** What the 缴款单 says, while it is on its way to the bank. */
export function openRemittance({ db }: Writer, id: string, undone: string) {
  const state = stateOf<RemittanceState>(db, 'remittance', id);
  if (state === null || state.made === null) throw noRemittance();
  if (!state.open) {
    const todo = '请在“以往缴款单”里查看。';
    throw refuse('NOT_OPEN', `缴款单 ${state.made.document} ${remittanceInWords(state)}，${undone}。`, todo);
  }
  return state.made;
}

export function noRemittance() {
  return refuse('REMITTANCE', '没有找到这张缴款单。', '请在缴款页里重新选择。');
}
