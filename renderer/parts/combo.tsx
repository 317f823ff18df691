import { Input } from 'antd';
import { type KeyboardEvent, type ReactNode, useEffect, useState } from 'react';
import { isComposing } from './keys.ts';

export type ComboOption = { readonly key: string; readonly label: ReactNode; readonly aside?: string };

type Props = {
  readonly id: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly options: readonly ComboOption[];
  /** The options answer exactly what stands in the field. */
  readonly settled: boolean;
  readonly onPick: (key: string) => void;
  /** Enter was pressed before the answer came: the cursor may go on, the pick follows. */
  readonly onPickOwed: () => void;
  readonly field: string;
  readonly placeholder: string;
  readonly listLabel: string;
  /** One of the options has been taken and the text names it. */
  readonly chosen: boolean;
  readonly invalid: boolean;
};

function useCombo({ text, onText, options, settled, onPick, onPickOwed, chosen }: Props) {
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  // Enter came before the answer: taken as soon as the answer is there, never from an older list.
  const [owed, setOwed] = useState(false);
  const showing = open && !chosen && options.length > 0;

  useEffect(() => {
    if (!owed || !settled) return;
    setOwed(false);
    const [first] = options;
    if (first !== undefined) pick(first.key);
  });

  function pick(key: string): void {
    setOpen(false);
    setAt(0);
    onPick(key);
  }

  function type(next: string): void {
    // A field that is empty again, by hand or because a scan was taken out of it, lies over nothing.
    setOpen(next !== '');
    setAt(0);
    setOwed(false);
    onText(next);
  }

  /** False when Enter is the form's: a buyer is chosen, or nothing was asked for. */
  function enter(): boolean {
    if (chosen || text.trim() === '') return false;
    const option = options[at] ?? options[0];
    if (settled && option !== undefined) pick(option.key);
    else if (!settled) {
      setOwed(true);
      onPickOwed();
    }
    return true;
  }

  function move(by: 1 | -1): boolean {
    if (showing) setAt((now) => (now + by + options.length) % options.length);
    setOpen(true);
    return true;
  }

  function close(): boolean {
    setOpen(false);
    return showing;
  }

  const keys: Readonly<Record<string, () => boolean>> = {
    Enter: enter,
    Escape: close,
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
  };
  function onKeyDown(event: KeyboardEvent): void {
    if (!isComposing(event.nativeEvent) && keys[event.key]?.() === true) event.preventDefault();
  }

  return { showing, at, pick, type, close, onKeyDown };
}

/** Text field with a list beneath: typing narrows it, arrows move, Enter takes; nothing is lost to fast typing. */
export function Combo(props: Props) {
  const { id, text, options, listLabel } = props;
  const { showing, at, pick, type, close, onKeyDown } = useCombo(props);
  return (
    <div className="combo">
      <Input
        id={id}
        role="combobox"
        aria-expanded={showing}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={showing ? `${id}-${at}` : undefined}
        aria-describedby={`${id}-hint`}
        aria-invalid={props.invalid}
        data-field={props.field}
        autoComplete="off"
        placeholder={props.placeholder}
        value={text}
        onChange={(event) => type(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={close}
      />
      <div id={`${id}-list`} role="listbox" aria-label={listLabel} className="combo-list" hidden={!showing}>
        {options.map((option, index) => (
          <Option
            key={option.key}
            id={`${id}-${index}`}
            option={option}
            active={index === at}
            onPick={pick}
          />
        ))}
      </div>
    </div>
  );
}

type OptionProps = {
  readonly id: string;
  readonly option: ComboOption;
  readonly active: boolean;
  readonly onPick: (key: string) => void;
};

/** Keys go to the text field; a mouse press here must not take the cursor out of it. */
function Option({ id, option, active, onPick }: OptionProps) {
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={active}
      className="combo-option"
      onMouseDown={(event) => {
        event.preventDefault();
        onPick(option.key);
      }}
    >
      <span>{option.label}</span>
      {option.aside !== undefined && <span className="combo-aside">{option.aside}</span>}
    </div>
  );
}
