import { Button, Input } from 'antd';
import type { Offer } from '../../../contract/app/sales.ts';
import { formatYuan } from '../../../contract/domain/money.ts';
import { streamNames } from '../../../contract/domain/payment.ts';
import { Field } from '../../parts/field.tsx';
import { Total, yuan } from '../../parts/money.tsx';
import { booksOf, cashIn, changeIn, paymentsOf, totalsOf } from './due.ts';
import { countOf, isEmpty } from './form.ts';
import { useSaleForm } from './form-context.tsx';

type Props = {
  readonly offer: Offer;
  readonly busy: boolean;
  readonly onTake: () => void;
  readonly wordsFor: (field: string) => string | null;
};

type StreamProps = { readonly name: string; readonly count: string; readonly due: number };

function Stream({ name, count, due }: StreamProps) {
  return (
    <p className="summary-stream">
      <span>{name}</span>
      <span className="figures">{count}</span>
      <strong className="figures">{yuan(due)}</strong>
    </p>
  );
}

/** 实收 and 找零 of all the cash together: one handful of notes pays both streams. */
function Cash({ offer, busy, wordsFor }: Omit<Props, 'onTake'>) {
  const { form, change } = useSaleForm();
  const lines = paymentsOf(form.money, totalsOf(form, offer));
  const cash = cashIn(lines);
  if (cash <= 0) return null;
  const error = wordsFor('tendered');
  const back = changeIn(lines);
  return (
    <div className="cash">
      <Field label={`实收现金（应收 ${yuan(cash)}）`} htmlFor="tendered" error={error}>
        <Input
          id="tendered"
          data-field="tendered"
          className="figures"
          autoComplete="off"
          inputMode="decimal"
          maxLength={20}
          placeholder="不用找零可空着"
          disabled={busy || form.unsure}
          aria-invalid={error !== null}
          value={form.money.tendered}
          onChange={(event) =>
            change({ type: 'money', step: { type: 'tendered', text: event.target.value } })
          }
        />
      </Field>
      {form.money.tendered.trim() !== '' && (
        <p className="change">
          <span>{back < 0 ? '还差' : '找零'}</span>
          <output aria-label="找零">{formatYuan(back).replace('-', '')}</output>
        </p>
      )}
    </div>
  );
}

/** What is due, in two streams and together, and the key that takes it. */
export function Summary(props: Props) {
  const { offer, busy, onTake } = props;
  const { form, change } = useSaleForm();
  const totals = totalsOf(form, offer);
  const copies = booksOf(form, offer).reduce((sum, { quantity }) => sum + quantity, 0);
  return (
    <section className="summary" aria-label="本单合计">
      <div className="summary-streams">
        <Stream name={streamNames.cards} count={`${countOf(form)} 张`} due={totals.cards} />
        <Stream name={streamNames.books} count={`${copies} 本`} due={totals.books} />
      </div>
      <Total label="应收" amountFen={totals.cards + totals.books} />
      <Cash {...props} />
      <Button type="primary" size="large" block data-field="take" loading={busy} onClick={onTake}>
        收款 F9
      </Button>
      <Button
        type="text"
        block
        disabled={busy || form.unsure || isEmpty(form)}
        onClick={() => {
          change({ type: 'fresh', request: crypto.randomUUID() });
          document.getElementById('buyer')?.focus();
        }}
      >
        清空重填
      </Button>
    </section>
  );
}
