import { Input } from 'antd';
import { type KeyboardEvent, useState } from 'react';
import { Field } from '../../parts/field.tsx';
import { isComposing } from '../../parts/keys.ts';
import { useDocumentScan, useScan } from '../../parts/scanner.ts';

type Props = {
  /** The sale that somebody came from, to be proven by its own slip. */
  readonly about: string | null;
  readonly onFind: (slip: string) => void;
};

/** 原单单号, scanned from the slip the buyer brought, or typed from it. */
export function SlipField({ about, onFind }: Props) {
  const [text, setText] = useState('');
  const take = (scanned: string) => {
    setText(scanned);
    onFind(scanned);
  };
  useScan('return-slip', take);
  // Here the slip is not looked at: its number is what is asked for.
  useDocumentScan(take);
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (isComposing(event.nativeEvent) || event.key !== 'Enter' || text.trim() === '') return;
    event.preventDefault();
    onFind(text.trim());
    event.currentTarget.select();
  }
  const hint =
    about === null
      ? '扫购卡人手里原单的条形码，或输入完整单号，Enter'
      : `要退的是 ${about}：请扫购卡人手里的原单核对`;
  return (
    <Field label="原单单号" htmlFor="return-slip" hint={hint}>
      <Input
        id="return-slip"
        className="figures"
        autoFocus
        autoComplete="off"
        maxLength={60}
        aria-describedby="return-slip-hint"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
    </Field>
  );
}
