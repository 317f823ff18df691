import { useMutation } from '@tanstack/react-query';
import { Input } from 'antd';
import { type KeyboardEvent, type ReactNode, useEffect } from 'react';
import { flushSync } from 'react-dom';
import { parseCardNumber } from '../../../contract/domain/card-number.ts';
import { countCards, describeStock, parseRanges } from '../../../contract/domain/card-range.ts';
import { ask } from '../../engine.ts';
import { Field } from '../../parts/field.tsx';
import { isComposing, isTaken } from '../../parts/keys.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { useScan } from '../../parts/scanner.ts';
import { useSoundsFor } from '../../parts/sounds.ts';
import { problemOf } from '../../problem.ts';
import type { SaleForm } from './form.ts';
import { useSaleForm } from './form-context.tsx';
import { Lines } from './lines.tsx';

/** One entry after the other: a scanner may send the next number before the first is answered. */
function useCardCheck(course: string) {
  const { change } = useSaleForm();
  const check = useMutation(ask.sales.checkCards.mutationOptions({ scope: { id: 'checkCards' } }));
  return async (text: string) => {
    const id = crypto.randomUUID();
    // Takes the text out of its field in the same step.
    change({ type: 'check', id, text });
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

/** What the next Enter does, and the line just added, without the mouse. Moves nothing that can be seen already. */
function useNewsInSight(news: string | number, of: string): void {
  useEffect(() => {
    const part = document.querySelector('.card-fields');
    const here = part?.contains(document.activeElement) === true || document.activeElement === document.body;
    if (news === '' || news === 0 || !here) return;
    document.querySelector(of)?.scrollIntoView({ block: 'nearest' });
    // Of more than fits at large type the field has the first claim.
    document.activeElement?.closest('.field')?.scrollIntoView({ block: 'nearest' });
  }, [news, of]);
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
          problem={text === '' ? problem : { ...problem, happened: `没有加入“${text}”：${problem.happened}` }}
          onDismiss={() => dismiss(id)}
        />
      ))}
    </div>
  );
}

/** The two fields as one entry: `first`, `first-last`, or `first+30`. */
function entryOf({ cardText, cardLast }: SaleForm): string {
  const last = cardLast.trim();
  if (last === '') return cardText.trim();
  return cardText.trim() + (/^[+＋]/.test(last) ? last : `-${last}`);
}

/** What the next Enter does, with the cards counted: nobody sells a run whose length they did not see. */
function hintFor(form: SaleForm): ReactNode {
  if (form.cardText.trim() === '') {
    return '成段：扫起号、扫止号、按 Enter。单张：扫卡号，止号空着再按 Enter。也可写 1001-1030、1001+30、1001-1040 缺 1017';
  }
  if (form.cardLast.trim() === '') return '单张：再按 Enter 加入。成段：接着扫止号，或输入 +张数';
  const read = parseRanges(entryOf(form));
  if (!form.cardCounted || !read.ok) return '按 Enter 核对张数';
  const count = countCards(read.value);
  return (
    <strong className="cards-counted">{`${describeStock(read.value)} 共 ${count} 张：再按一次 Enter 加入`}</strong>
  );
}

type Props = { readonly course: string; readonly error: string | null };

/**
 * A scan heard while the cursor is elsewhere: the first is a card or the beginning of a run, the next its end, which is
 * only counted until somebody's Enter, as where it is scanned into the fields themselves.
 */
function useScanned(): (text: string) => void {
  const { form, change } = useSaleForm();
  return (text) => {
    const first = form.cardText.trim() === '';
    // Drawn at once, since the field to go to may be closed until then.
    flushSync(() => {
      change(first ? { type: 'cardText', text } : { type: 'cardLast', text });
      if (!first) change({ type: 'cardCounted' });
    });
    document.getElementById('cards-last')?.focus();
  };
}

function useCardKeys(course: string) {
  const { form, change } = useSaleForm();
  const check = useCardCheck(course);
  const add = () => {
    document.getElementById('cards')?.focus();
    void check(entryOf(form));
  };
  useScan('cards', useScanned(), ['cards-last']);
  useSoundsFor(form.lines.length, form.refused.length, form.request);
  function onFirst(event: KeyboardEvent<HTMLInputElement>): void {
    if (isComposing(event.nativeEvent)) return;
    if (event.key === 'Enter' && form.cardText.trim() !== '') {
      event.preventDefault();
      // A scanner ends each number with Enter: a lone number may be the beginning of a run.
      if (parseCardNumber(form.cardText).ok) document.getElementById('cards-last')?.focus();
      else add();
    }
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.currentTarget.form?.querySelector<HTMLElement>('.line-remove')?.focus();
    }
  }
  function onLast(event: KeyboardEvent<HTMLInputElement>): void {
    if (isComposing(event.nativeEvent)) return;
    const back = event.key === 'Escape' && !isTaken('Escape');
    if (back) document.getElementById('cards')?.focus();
    if (event.key === 'Enter') enterLast(event.currentTarget);
    if (back || event.key === 'Enter') event.preventDefault();
  }
  /** An end just scanned is only counted: a run is added by an Enter that no scanner sent. */
  function enterLast(field: HTMLInputElement): void {
    const readable = form.cardLast.trim() !== '' && parseRanges(entryOf(form)).ok;
    if (!readable || form.cardCounted) add();
    else {
      change({ type: 'cardCounted' });
      // The next scan replaces it instead of being written behind it.
      field.select();
    }
  }
  return { onFirst, onLast };
}

/** Cards by scan, number or range: Enter adds a line, on an empty field it goes on. */
export function CardsField({ course, error }: Props) {
  const { form, change } = useSaleForm();
  const { onFirst, onLast } = useCardKeys(course);
  useNewsInSight(form.cardCounted ? entryOf(form) : '', '#cards-hint');
  useNewsInSight(form.lines.length, '.lines > :last-child');
  const common = { className: 'figures', autoComplete: 'off', 'aria-describedby': 'cards-hint' } as const;
  return (
    <>
      <div className="card-fields">
        <Field label="卡号（单张或起号）" htmlFor="cards">
          <Input
            {...common}
            id="cards"
            data-field="cards"
            maxLength={2000}
            aria-invalid={error !== null}
            value={form.cardText}
            onChange={(event) => change({ type: 'cardText', text: event.target.value })}
            onKeyDown={onFirst}
          />
        </Field>
        <Field label="止号" htmlFor="cards-last">
          <Input
            {...common}
            id="cards-last"
            data-field="cards-last"
            maxLength={60}
            disabled={form.cardText.trim() === ''}
            value={form.cardLast}
            onChange={(event) => change({ type: 'cardLast', text: event.target.value })}
            onKeyDown={onLast}
          />
        </Field>
        <p className={error === null ? 'field-hint' : 'field-hint field-error'} id="cards-hint" role="status">
          {error ?? hintFor(form)}
        </p>
      </div>
      <Refusals />
      <Lines />
    </>
  );
}
