import { Input } from 'antd';
import { Choice } from '../../parts/choice.tsx';
import { Field } from '../../parts/field.tsx';
import type { Method } from './form.ts';
import { useSaleForm } from './form-context.tsx';

const methods: readonly { readonly value: Method; readonly label: string }[] = [
  { value: 'cash', label: '现金' },
  { value: 'transfer', label: '转账' },
  { value: 'card', label: '刷卡' },
  { value: 'cheque', label: '支票' },
];

const referenceNames: Readonly<Record<Method, string>> = {
  cash: '',
  transfer: '转账凭证号',
  card: '刷卡凭条号',
  cheque: '支票号',
};

/** How it is paid; cash unless said otherwise, a transfer with its reference. */
export function Payment({ error }: { readonly error: string | null }) {
  const { form, change } = useSaleForm();
  return (
    <div className="payment">
      <Choice
        label="付款方式"
        field="method"
        options={methods}
        value={form.method}
        onChange={(method) => change({ type: 'method', method })}
      />
      {form.method !== 'cash' && (
        <Field label={referenceNames[form.method]} htmlFor="reference" error={error}>
          <Input
            id="reference"
            data-field="reference"
            autoComplete="off"
            maxLength={60}
            aria-describedby="reference-hint"
            aria-invalid={error !== null}
            value={form.reference}
            onChange={(event) => change({ type: 'reference', text: event.target.value })}
          />
        </Field>
      )}
    </div>
  );
}
