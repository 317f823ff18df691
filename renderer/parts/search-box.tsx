import { Input, type InputRef } from 'antd';
import { type KeyboardEvent, useRef, useState } from 'react';
import { isComposing, useKey } from './keys.ts';
import { useScan } from './scanner.ts';

type Props = {
  readonly id: string;
  readonly placeholder: string;
  readonly onSearch: (text: string) => void;
  /** The cursor goes here as soon as the box is there. */
  readonly autoFocus?: boolean;
};

/** Searches on Enter; F3 leads here, and so does a card scanned, from anywhere on the screen. */
export function SearchBox({ id, placeholder, onSearch, autoFocus = false }: Props) {
  const box = useRef<InputRef>(null);
  const [text, setText] = useState('');
  useKey({ keys: 'F3', label: '查找', run: () => box.current?.focus({ cursor: 'all' }) });
  useScan(id, (scanned) => {
    setText(scanned);
    onSearch(scanned);
  });
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (isComposing(event.nativeEvent)) return;
    if (event.key === 'Escape' && text !== '') {
      setText('');
      onSearch('');
    } else if (event.key === 'Enter') {
      onSearch(text.trim());
      // Where nothing is found the cursor stays: the next scan replaces this one instead of being written behind it.
      event.currentTarget.select();
    } else return;
    event.preventDefault();
  }
  return (
    <div className="filter filter-search">
      <label htmlFor={id}>查找 F3</label>
      <Input
        id={id}
        ref={box}
        autoComplete="off"
        autoFocus={autoFocus}
        maxLength={100}
        placeholder={placeholder}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
    </div>
  );
}
