import { useMutation } from '@tanstack/react-query';
import { Input } from 'antd';
import { type KeyboardEvent, useEffect } from 'react';
import { ask } from '../../engine.ts';
import { Field } from '../../parts/field.tsx';
import { isComposing } from '../../parts/keys.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
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

/**
 * Each refusal scrolls itself into sight; at large type that takes the card field out of it, where the next scan goes.
 * A cursor that the clerk has put elsewhere meanwhile stays there.
 */
function useCardsInSight(newest: string | undefined): void {
  useEffect(() => {
    const field = document.getElementById('cards');
    const here = document.activeElement === field || document.activeElement === document.body;
    if (newest === undefined || field === null || !here) return;
    field.focus({ preventScroll: true });
    // With its label, which stands above it.
    field.closest('.field')?.scrollIntoView({ block: 'nearest' });
  }, [newest]);
}

/** Every entry that was not taken. The newest stands on top, next to the field, and Esc dismisses it first. */
function Refusals() {
  const { form, change } = useSaleForm();
  useCardsInSight(form.refused.at(-1)?.id);
  function dismiss(id: string): void {
    change({ type: 'refusalSeen', id });
    document.getElementById('cards')?.focus();
  }
  if (form.refused.length === 0) return null;
  return (
    <div className="refusals">
      {form.refused.map(({ id, text, problem }) => (
        <ProblemBox
          key={id}
          problem={{ ...problem, happened: `没有加入“${text}”：${problem.happened}` }}
          onDismiss={() => dismiss(id)}
        />
      ))}
    </div>
  );
}

type Props = { readonly course: string; readonly error: string | null };

/** Cards by scan, number or range: Enter adds a line, on an empty field it goes on. */
export function CardsField({ course, error }: Props) {
  const { form, change } = useSaleForm();
  const check = useCardCheck(course);
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
