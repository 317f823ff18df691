import { type KeyboardEvent, type ReactNode, useId } from 'react';
import { flushSync } from 'react-dom';
import { isComposing } from './keys.ts';

export type ChoiceOption<T extends string> = {
  readonly value: T;
  readonly label: ReactNode;
  readonly disabled?: boolean;
};

type Props<T extends string> = {
  readonly label: string;
  readonly options: readonly ChoiceOption<T>[];
  readonly value: T | null;
  readonly onChange: (value: T) => void;
  /** Name for walking from field to field with Enter; left out, Enter passes it by. */
  readonly field?: string;
  readonly error?: string | null;
  readonly large?: boolean;
};

function isEnter(event: KeyboardEvent): boolean {
  return event.key === 'Enter' && !isComposing(event.nativeEvent);
}

/** A few possibilities, all in sight, one chosen with the arrow keys: native radio buttons drawn as tiles. */
export function Choice<T extends string>({ label, options, value, onChange, field, error, large }: Props<T>) {
  const name = useId();
  return (
    <fieldset className="choice" data-field={field}>
      <legend className="field-label">{label}</legend>
      <div className={large === true ? 'choice-tiles choice-large' : 'choice-tiles'}>
        {options.map((option) => (
          <label key={option.value} className="choice-tile">
            <input
              type="radio"
              name={name}
              checked={option.value === value}
              disabled={option.disabled ?? false}
              onChange={() => onChange(option.value)}
              // Enter takes what the cursor stands on, as it does in every other field, before it goes on: at once, so
              // that a field which is asked because of this choice is the one it goes on to.
              onKeyDown={(event) =>
                isEnter(event) && option.value !== value && flushSync(() => onChange(option.value))
              }
            />
            <span className="choice-face">{option.label}</span>
          </label>
        ))}
      </div>
      {error != null && <p className="field-hint field-error">{error}</p>}
    </fieldset>
  );
}
