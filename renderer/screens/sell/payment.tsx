import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { Fen } from '../../../contract/domain/money.ts';
import {
  type MoneyStream,
  methodNames,
  moneyStreams,
  type PaymentMethod,
  referenceNames,
  type StreamTotals,
  streamNames,
} from '../../../contract/domain/payment.ts';
import { ask } from '../../engine.ts';
import { Choice } from '../../parts/choice.tsx';
import { yuan } from '../../parts/money.tsx';
import { amountsOf } from './due.ts';
import { useSaleForm } from './form-context.tsx';
import { type FormPayment, MOST_LINES } from './money-form.ts';
import { Text, useMoneyStep } from './money-text.tsx';
import { Receipt } from './receipt.tsx';

type Words = (field: string) => string | null;

const methods = (['cash', 'transfer', 'card', 'cheque'] as const).map((value) => ({
  value: value as PaymentMethod,
  label: methodNames[value],
}));

type LineProps = {
  readonly stream: MoneyStream;
  readonly at: number;
  readonly line: FormPayment;
  readonly amount: Fen | null;
  /** The stream's last line: its amount follows. */
  readonly last: boolean;
  readonly wordsFor: Words;
};

function PaymentRow({ stream, at, line, amount, last, wordsFor }: LineProps) {
  const step = useMoneyStep();
  const set = (part: Partial<FormPayment>) => step({ type: 'payment', stream, at, part });
  const name = streamNames[stream];
  const reference = `${stream}-reference-${at}`;
  const typed = `${stream}-amount-${at}`;
  return (
    <div className="payment">
      <Choice
        label={at === 0 ? `${name}付款方式` : `${name}付款方式（第 ${at + 1} 笔）`}
        field={`${stream}-method-${at}`}
        options={methods}
        value={line.method}
        onChange={(method) => set({ method })}
      />
      {!last && (
        <Text
          field={typed}
          label="这一笔（元）"
          value={line.amount}
          error={wordsFor(typed)}
          most={20}
          takesCursor={line.amount === ''}
          onText={(text) => set({ amount: text })}
        />
      )}
      {last && at > 0 && (
        <p className="payment-rest">
          <span className="field-label">其余</span>
          <strong className="figures">{yuan(amount ?? 0)}</strong>
        </p>
      )}
      {line.method !== 'cash' && (
        <Text
          field={reference}
          label={referenceNames[line.method]}
          value={line.reference}
          error={wordsFor(reference)}
          most={60}
          onText={(text) => set({ reference: text })}
        />
      )}
      {at > 0 && (
        <Button size="small" onClick={() => step({ type: 'joined', stream, at })}>
          去掉这一笔
        </Button>
      )}
      {last && at + 1 < MOST_LINES && (
        <Button size="small" onClick={() => step({ type: 'split', stream })}>
          {name}分开付
        </Button>
      )}
    </div>
  );
}

type StreamProps = {
  readonly stream: MoneyStream;
  readonly due: Fen;
  readonly next: string | null;
  readonly wordsFor: Words;
};

function StreamPart(props: StreamProps) {
  const { form } = useSaleForm();
  const { stream, due, wordsFor } = props;
  const lines = form.money.payments[stream];
  const amounts = amountsOf(lines, due);
  return (
    <section className="stream" aria-label={`${streamNames[stream]}的付款`}>
      <div className="stream-payments">
        {lines.map((line, at) => (
          <PaymentRow
            key={line.id}
            {...{ stream, at, line, wordsFor }}
            amount={amounts[at] ?? null}
            last={at === lines.length - 1}
          />
        ))}
      </div>
      <Receipt {...props} />
    </section>
  );
}

type Props = { readonly totals: StreamTotals; readonly wordsFor: Words };

/** How each stream is paid, and on which paper; a stream without goods asks nothing. */
export function Payment({ totals, wordsFor }: Props) {
  const next = useQuery(ask.sales.nextReceipts.queryOptions());
  return moneyStreams
    .filter((stream) => totals[stream] > 0)
    .map((stream) => (
      <StreamPart
        key={stream}
        stream={stream}
        due={totals[stream]}
        next={next.data?.[stream] ?? null}
        wordsFor={wordsFor}
      />
    ));
}
