import { Input } from 'antd';
import { useLayoutEffect, useRef } from 'react';
import { Field } from '../../parts/field.tsx';
import { useSaleForm } from './form-context.tsx';
import type { MoneyStep } from './money-form.ts';

/** Changes the money of the form on the screen. */
export function useMoneyStep() {
  const { change } = useSaleForm();
  return (step: MoneyStep) => change({ type: 'money', step });
}

type TextProps = {
  readonly field: string;
  readonly label: string;
  readonly value: string;
  readonly error: string | null;
  readonly most: number;
  readonly onText: (text: string) => void;
  readonly hint?: string;
  /** Takes the cursor as soon as it appears. */
  readonly takesCursor?: boolean;
};

/** One line to type into, with what is wrong or worth knowing beneath. */
export function Text({ field, label, value, error, most, onText, hint, takesCursor = false }: TextProps) {
  const wanted = useRef(takesCursor);
  useLayoutEffect(() => {
    if (wanted.current) document.getElementById(field)?.focus();
  }, [field]);
  return (
    <Field label={label} htmlFor={field} hint={hint} error={error}>
      <Input
        id={field}
        data-field={field}
        className="figures"
        autoComplete="off"
        maxLength={most}
        aria-invalid={error !== null}
        aria-describedby={`${field}-hint`}
        value={value}
        onChange={(event) => onText(event.target.value)}
      />
    </Field>
  );
}
