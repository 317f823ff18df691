import { useMutation } from '@tanstack/react-query';
import { Input } from 'antd';
import type { KeyboardEvent } from 'react';
import { ask } from '../../engine.ts';
import { Field } from '../../parts/field.tsx';
import { isComposing } from '../../parts/keys.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { useScan } from '../../parts/scanner.ts';
import { useSoundsFor } from '../../parts/sounds.ts';
import { problemOf } from '../../problem.ts';
import { useSaleForm } from './form-context.tsx';
import { Lines } from './lines.tsx';

/** One entry after the other: a scanner may send the next number before the first is answered. */
function useCardCheck(course: string) {
  const { change } = useSaleForm();
  const check = useMutation(ask.sales.checkCards.mutationOptions({ scope: { id: 'checkCards' } }));
  return async (text: string) => {
    const id = crypto.randomUUID();
    change({ type: 'check', id });
    try {
      change({ type: 'addLine', id, text, line: await check.mutateAsync({ course, text }) });
    } catch (error) {
      change({ type: 'cardsRefused', id, text, problem: problemOf(error) });
    }
  };
}

/** Every entry that was not taken, the newest last: Esc dismisses that one first. */
function Refusals() {
  const { form, change } = useSaleForm();
  function dismiss(id: string): void {
    change({ type: 'refusalSeen', id });
    document.getElementById('cards')?.focus();
  }
  return form.refused.map(({ id, text, problem }) => (
    <ProblemBox
      key={id}
      problem={{ ...problem, happened: `没有加入“${text}”：${problem.happened}` }}
      onDismiss={() => dismiss(id)}
    />
  ));
}

type Props = { readonly course: string; readonly error: string | null };

/** Cards by scan, number or range: Enter adds a line, on an empty field it goes on. */
export function CardsField({ course, error }: Props) {
  const { form, change } = useSaleForm();
  const check = useCardCheck(course);
  useScan('cards', (text) => void check(text));
  useSoundsFor(form.lines.length, form.refused.length);
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (isComposing(event.nativeEvent)) return;
    const text = form.cardText.trim();
    if (event.key === 'Enter' && text !== '') {
      event.preventDefault();
      change({ type: 'cardText', text: '' });
      void check(text);
    }
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.currentTarget.form?.querySelector<HTMLElement>('.line-remove')?.focus();
    }
  }
  return (
    <>
      <Field
        label="卡号"
        htmlFor="cards"
        hint="扫描或输入：单张 1001，号段 1001-1030，张数 1001+30；Enter 加入，↓ 到已加入的行"
        error={error}
      >
        <Input
          id="cards"
          data-field="cards"
          className="figures"
          autoComplete="off"
          maxLength={2000}
          aria-describedby="cards-hint"
          aria-invalid={error !== null}
          value={form.cardText}
          onChange={(event) => change({ type: 'cardText', text: event.target.value })}
          onKeyDown={onKeyDown}
        />
      </Field>
      <Refusals />
      <Lines />
    </>
  );
}
