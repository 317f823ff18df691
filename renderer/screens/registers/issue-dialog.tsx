import { useState } from 'react';
import { countOf, parseRun, type RegisterKind } from '../../../contract/domain/receipt-register.ts';
import { receiptNames } from '../../../contract/domain/sale-receipts.ts';
import { engine } from '../../engine.ts';
import { useOnce } from '../../parts/use-once.ts';
import { DialogForm, KindField, NumberField } from './form.tsx';

type Props = { readonly onDone: (words: string) => void; readonly onClose: () => void };

/** 领入票据本: its kind and the numbers printed on its first and last receipt; how many there are is shown. */
export function IssueDialog({ onDone, onClose }: Props) {
  const [kind, setKind] = useState<RegisterKind>('fiscal');
  const [first, setFirst] = useState('');
  const [last, setLast] = useState('');
  const send = (request: string) => engine.registers.issue({ request, kind, first, last });
  const confirm = useOnce(send, (made) =>
    onDone(`已领入${receiptNames[kind]} ${made.first}–${made.last}，共 ${made.count} 份`),
  );
  const run = parseRun(first, last);
  return (
    <DialogForm
      title="领入票据本"
      verb="领入"
      {...confirm}
      onForget={confirm.forget}
      onConfirm={confirm.confirm}
      onClose={onClose}
    >
      <KindField value={kind} onChange={setKind} />
      <NumberField
        id="book-first"
        label="起号"
        value={first}
        onChange={setFirst}
        hint="照第一份上印的号码，0 不能省"
        first
      />
      <NumberField
        id="book-last"
        label="止号"
        value={last}
        onChange={setLast}
        hint={run.ok ? `共 ${countOf(run.value)} 份，请与票据本封面核对` : '照最后一份上印的号码'}
      />
    </DialogForm>
  );
}
