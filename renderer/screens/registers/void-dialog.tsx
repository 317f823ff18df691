import { useState } from 'react';
import type { RegisterKind } from '../../../contract/domain/receipt-register.ts';
import { type VoidReason, voidReasons } from '../../../contract/domain/receipt-register.ts';
import { receiptNames } from '../../../contract/domain/sale-receipts.ts';
import { engine } from '../../engine.ts';
import { Choice } from '../../parts/choice.tsx';
import { useOnce } from '../../parts/use-once.ts';
import { DialogForm, KindField, NumberField } from './form.tsx';

const reasons = voidReasons.map((value) => ({ value, label: value }));

type Props = {
  readonly kind: RegisterKind;
  /** Stands in the field to begin with. */
  readonly first: string;
  readonly onDone: (words: string) => void;
  readonly onClose: () => void;
};

/** 作废 of one number or of a run, with its reason. */
export function VoidDialog({ kind: given, first: proposed, onDone, onClose }: Props) {
  const [kind, setKind] = useState(given);
  const [first, setFirst] = useState(proposed);
  const [last, setLast] = useState('');
  const [reason, setReason] = useState<VoidReason | null>(null);
  const [asked, setAsked] = useState(false);
  const run = { first, last: last.trim() === '' ? first : last };
  const send = (request: string) =>
    engine.registers.void({ request, kind, runs: [run], reason: reason as VoidReason });
  const confirm = useOnce(send, ({ numbers }) =>
    onDone(
      `已作废${receiptNames[kind]} ${numbers[0]}${numbers.length > 1 ? ` 起 ${numbers.length} 个号` : ''}`,
    ),
  );
  function go(): void {
    setAsked(true);
    if (reason !== null && first.trim() !== '') confirm.confirm();
  }
  return (
    <DialogForm
      title="票据作废"
      verb="作废"
      {...confirm}
      onForget={confirm.forget}
      onConfirm={go}
      onClose={onClose}
    >
      <KindField value={kind} onChange={setKind} />
      <NumberField
        id="void-first"
        label="号码（多份的填起号）"
        value={first}
        onChange={setFirst}
        error={asked && first.trim() === '' ? '请填写要作废的号码' : null}
        hint="作废的票据各联要留存，加盖作废章；作废后不能恢复"
        first
      />
      <NumberField
        id="void-last"
        label="止号（一份不填）"
        value={last}
        onChange={setLast}
        hint="连号几份一起作废时填写"
      />
      <Choice
        label="作废原因"
        field="reason"
        options={reasons}
        value={reason}
        onChange={setReason}
        error={asked && reason === null ? '请选择作废原因' : null}
      />
    </DialogForm>
  );
}
