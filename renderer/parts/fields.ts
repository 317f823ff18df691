import { type KeyboardEvent, type RefObject, useCallback } from 'react';
import { isComposing, isTaken } from './keys.ts';

const FIELD = '[data-field]';

function isShown(element: HTMLElement): boolean {
  return element.offsetParent !== null && !element.matches(':disabled');
}

/** Of a group of choices, the chosen one takes the cursor. */
function target(field: HTMLElement): HTMLElement {
  if (field.matches('input, button')) return field;
  return (
    field.querySelector<HTMLElement>('input:checked') ?? field.querySelector<HTMLElement>('input') ?? field
  );
}

function fieldsOf(form: HTMLElement | null): HTMLElement[] {
  return [...(form?.querySelectorAll<HTMLElement>(FIELD) ?? [])].filter((field) => isShown(target(field)));
}

function step(form: HTMLElement, from: EventTarget, by: 1 | -1): boolean {
  const fields = fieldsOf(form);
  const here = fields.findIndex((field) => field.contains(from as Node));
  const next = here < 0 ? undefined : fields[here + by];
  if (next === undefined) return false;
  target(next).focus();
  return true;
}

/** Puts the cursor into the form's field of this name (`data-field`). */
export function focusField(form: HTMLElement | null, name: string): void {
  const field = fieldsOf(form).find((one) => one.dataset['field'] === name);
  if (field !== undefined) target(field).focus();
}

/** Enter goes to the next field, Esc (if no error waits for it) back; a field that handled the key itself prevents it. */
export function useFieldWalk(form: RefObject<HTMLElement | null>) {
  return useCallback(
    (event: KeyboardEvent) => {
      if (form.current === null || event.defaultPrevented || isComposing(event.nativeEvent)) return;
      const onButton = event.target instanceof HTMLButtonElement;
      const moved =
        (event.key === 'Enter' && !onButton && step(form.current, event.target, 1)) ||
        (event.key === 'Escape' && !isTaken('Escape') && step(form.current, event.target, -1));
      if (moved) event.preventDefault();
    },
    [form],
  );
}
