import { useState } from 'react';
import type { RemittanceRow } from '../../../contract/app/remittance.ts';
import { engine } from '../../engine.ts';
import { useOnce } from '../../parts/use-once.ts';
import { DialogForm, NumberField } from '../registers/form.tsx';

type Props = {
  readonly row: RemittanceRow;
  readonly onDone: (row: RemittanceRow) => void;
  readonly onClose: () => void;
};

/** 撤回: by a supervisor, with a reason; the days are due again. */
export function WithdrawDialog({ row, onDone, onClose }: Props) {
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const step = useOnce(
    (request) => engine.remittance.withdraw({ request, remittance: row.remittance, reason: reason.trim() }),
    onDone,
  );
  const missing = reason.trim() === '';
  function go(): void {
    setAsked(true);
    if (!missing) step.confirm();
  }
  return (
    <DialogForm
      title={`撤回缴款单 ${row.document}`}
      verb="撤回"
      {...step}
      onForget={step.forget}
      onConfirm={go}
      onClose={onClose}
    >
      <p className="panel-text">只撤回没有送到银行的缴款单；撤回后这些天重新列入应缴，并记入例外事项。</p>
      <NumberField
        id="withdraw-remittance"
        label="撤回原因"
        value={reason}
        onChange={setReason}
        hint="例如：少选了一天，重新开单"
        error={asked && missing ? '请写明为什么撤回' : null}
        first
      />
    </DialogForm>
  );
}
