import type { DayCloseState } from '../../../contract/domain/folds/closing.ts';
import { type MoneyStream, streamNames } from '../../../contract/domain/payment.ts';
import { dueDayOf, sumOfDays } from '../../../contract/domain/remittance.ts';
import { refuse } from '../problem.ts';
import { stateOf } from '../queries/state.ts';
import type { Command, Writer } from './command.ts';
import { nextDocument } from './documents.ts';

export interface RemitMoney {
  readonly stream: MoneyStream;
  readonly days: readonly string[];
}

/** 缴款单 over closed days of this PC and one stream. Nobody types its sum: it is that of the days, in full. */
export const remitMoney: Command<RemitMoney> = {
  does: 'money.remitted',
  run(write, { stream, days: chosen }) {
    const { device } = write.journal.identity;
    const days = [...new Set(chosen)].toSorted().map((day) => dueDay(write, stream, day));
    if (days.length === 0) throw refuse('DAYS', '没有选营业日，没有开缴款单。', '请选要缴款的营业日。');
    const remittance = write.journal.nextId();
    const document = nextDocument(write);
    write.append({
      type: 'money.remitted',
      payload: { remittance, document, stream, device, days, fen: sumOfDays(days) },
      entities: [
        { kind: 'remittance', id: remittance },
        { kind: 'document', id: document },
        ...days.map(({ day }) => ({ kind: 'day-close', id: `${device}/${day}` })),
      ],
    });
  },
};

function dueDay({ db, journal }: Writer, stream: MoneyStream, day: string) {
  const close = stateOf<DayCloseState>(db, 'day_close', `${journal.identity.device}/${day}`);
  if (close?.closed == null)
    throw refuse('NOT_CLOSED', `${day} 在本机还没有日结，没有开缴款单。`, '请先日结，再缴款。');
  const name = streamNames[stream];
  if (close.remitted[stream] !== null) {
    const todo = '请在“以往缴款单”里查看那张单；没有送到银行的，请主管撤回后再开。';
    throw refuse('REMITTED', `${day} 的${name}已经在另一张缴款单上，没有再开一张。`, todo);
  }
  const due = dueDayOf(close, stream);
  if (due === null)
    throw refuse('NO_MONEY', `${day} 没有要缴的${name}现金或支票，没有开缴款单。`, '请去掉这一天再试。');
  return due;
}
