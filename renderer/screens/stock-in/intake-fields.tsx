import { Input } from 'antd';
import { Choice } from '../../parts/choice.tsx';
import { Field } from '../../parts/field.tsx';
import { useOwnScan } from '../../parts/scanner.ts';
import type { Into } from './drafts.ts';

type Props<T> = { readonly value: T; readonly onChange: (value: T) => void };

/** The supplier's slip number, which every delivery has. */
export function NoteField({ value, onChange }: Props<string>) {
  // Some slips carry their number as a bar code.
  useOwnScan('note');
  return (
    <Field label="送货单号" htmlFor="note" hint="照上级的送货单（出库单）填写">
      <Input
        id="note"
        data-field="note"
        className="figures"
        autoComplete="off"
        maxLength={60}
        aria-describedby="note-hint"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}

/** Only at a point with several PCs. */
export function IntoField({ value, onChange }: Props<Into>) {
  return (
    <Choice<Into>
      label="收到哪里"
      field="into"
      options={[
        { value: 'till', label: '本机钱柜' },
        { value: 'store', label: '库房' },
      ]}
      value={value}
      onChange={onChange}
    />
  );
}
