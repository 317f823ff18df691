import { Button } from 'antd';
import { type KeyboardEvent, useRef } from 'react';
import { isComposing } from '../../parts/keys.ts';
import { yuan } from '../../parts/money.tsx';
import { useSaleForm } from './form-context.tsx';

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** What has been added: arrows move, Delete or Enter on a line removes it, Esc returns to the card field. */
export function Lines() {
  const { form, change } = useSaleForm();
  const list = useRef<HTMLOListElement>(null);
  const toCards = () => document.getElementById('cards')?.focus();
  function remove(at: number): void {
    change({ type: 'removeLine', at });
    toCards();
  }
  function onKeyDown(event: KeyboardEvent, at: number): void {
    if (isComposing(event.nativeEvent)) return;
    const by = STEPS[event.key];
    if (event.key === 'Delete' || event.key === 'Backspace') remove(at);
    else if (event.key === 'Escape' || (by === -1 && at === 0)) toCards();
    else if (by !== undefined) list.current?.querySelectorAll<HTMLElement>('.line-remove')[at + by]?.focus();
    else return;
    event.preventDefault();
  }
  if (form.lines.length === 0) return null;
  return (
    <ol className="lines" aria-label="已加入的卡" ref={list}>
      {form.lines.map((line, at) => (
        <li key={line.text} className="line">
          <span className="line-cards figures">{line.text}</span>
          <span className="line-count">{line.count} 张</span>
          <span className="line-money figures">{yuan(line.cardsFen)}</span>
          <Button
            className="line-remove"
            size="small"
            aria-label={`移除 ${line.text}`}
            onClick={() => remove(at)}
            onKeyDown={(event) => onKeyDown(event, at)}
          >
            移除
          </Button>
        </li>
      ))}
    </ol>
  );
}
