import { Button } from 'antd';
import type { NumberCheck } from '../../../contract/app/registers.ts';
import { type RegisterKind, runsInWords, SKIPPED } from '../../../contract/domain/receipt-register.ts';
import { receiptNames } from '../../../contract/domain/sale-receipts.ts';
import { engine } from '../../engine.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { useKey } from '../../parts/keys.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { useOnce } from '../../parts/use-once.ts';

type Props = { readonly kind: RegisterKind; readonly check: NumberCheck; readonly onClose: () => void };

/** 跳号: the numbers before the one on the table become 作废, so that the register has no hole. The sale waits. */
export function SkipDialog({ kind, check, onClose }: Props) {
  const name = receiptNames[kind];
  const send = (request: string) =>
    engine.registers.void({ request, kind, runs: [...check.skipped], reason: SKIPPED });
  const { confirm, busy, problem, forget } = useOnce(send, onClose);
  return (
    <Dialog title={`${name}跳号作废`} onClose={onClose} actions={<Confirm busy={busy} onConfirm={confirm} />}>
      {problem !== null && <ProblemBox problem={problem} onDismiss={forget} />}
      <p className="panel-text">
        {name} <strong className="figures">{runsInWords(check.skipped)}</strong> 共 {check.count}{' '}
        个号没有用过，将登记为作废，原因“{SKIPPED}”，不能恢复。这些票据各联要留存，加盖作废章。
      </p>
    </Dialog>
  );
}

/** Inside the dialog, so that the key belongs to its layer. */
function Confirm({ busy, onConfirm }: { readonly busy: boolean; readonly onConfirm: () => void }) {
  useKey({ keys: 'F9', label: '作废', run: onConfirm });
  return (
    <Button type="primary" data-first loading={busy} onClick={onConfirm}>
      作废 F9
    </Button>
  );
}
