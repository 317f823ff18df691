import { Input } from 'antd';
import { useState } from 'react';
import type { RemittanceRow } from '../../../contract/app/remittance.ts';
import { isCalendarDay } from '../../../contract/domain/calendar.ts';
import { streamNames } from '../../../contract/domain/payment.ts';
import { engine } from '../../engine.ts';
import { Field } from '../../parts/field.tsx';
import { yuan } from '../../parts/money.tsx';
import { useOnce } from '../../parts/use-once.ts';
import { DialogForm, NumberField } from '../registers/form.tsx';

type Props = {
  readonly row: RemittanceRow;
  readonly latestDay: string;
  readonly onDone: (row: RemittanceRow) => void;
  readonly onClose: () => void;
};

/** 银行回单: the number, and the day stamped on it. */
export function BankDialog({ row, latestDay, onDone, onClose }: Props) {
  const [bankSlip, setBankSlip] = useState('');
  const [on, setOn] = useState(latestDay);
  const [asked, setAsked] = useState(false);
  const step = useOnce(
    (request) =>
      engine.remittance.bank({ request, remittance: row.remittance, bankSlip: bankSlip.trim(), on }),
    onDone,
  );
  const missing = bankSlip.trim() === '';
  const noDay = !isCalendarDay(on);
  function go(): void {
    setAsked(true);
    if (!missing && !noDay) step.confirm();
  }
  return (
    <DialogForm
      title={`登记银行回单 ${row.document}`}
      verb="登记"
      {...step}
      onForget={step.forget}
      onConfirm={go}
      onClose={onClose}
    >
      <p className="panel-text">
        {streamNames[row.stream]} {yuan(row.fen)}，{row.days.length} 天。回单上的金额应与此相同。
      </p>
      <NumberField
        id="bank-slip"
        label="银行回单号"
        value={bankSlip}
        onChange={setBankSlip}
        error={asked && missing ? '请照银行回单填写号码' : null}
        first
      />
      <Field
        label="银行收讫日期"
        htmlFor="bank-day"
        hint={`照回单上盖的日期，最晚 ${latestDay}`}
        error={asked && noDay ? '请填写日期' : null}
      >
        <Input
          id="bank-day"
          data-field="bank-day"
          type="date"
          max={latestDay}
          aria-describedby="bank-day-hint"
          aria-invalid={asked && noDay}
          value={on}
          onChange={(event) => setOn(event.target.value)}
        />
      </Field>
    </DialogForm>
  );
}
