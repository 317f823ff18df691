import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import type { PostedRow } from '../../../contract/app/posting.ts';
import { postedAs } from '../../../contract/domain/posting.ts';
import { ask } from '../../engine.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { useKey } from '../../parts/keys.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { problemOf } from '../../problem.ts';

type Props = { readonly paper: PostedRow; readonly onClose: () => void };

function useWithdraw(document: string, onDone: () => void) {
  const client = useQueryClient();
  const [request] = useState(() => crypto.randomUUID());
  const withdraw = useMutation(
    ask.posting.withdraw.mutationOptions({
      onSuccess: () => {
        void client.invalidateQueries();
        onDone();
      },
    }),
  );
  return {
    ...withdraw,
    go: (reason: string) => withdraw.isPending || withdraw.mutate({ request, document, reason }),
  };
}

/** 撤销登记: with a reason, and the paper waits again. */
export function WithdrawDialog({ paper, onClose }: Props) {
  const withdraw = useWithdraw(paper.document, onClose);
  const [reason, setReason] = useState('');
  const go = () => withdraw.go(reason);
  return (
    <Dialog
      title={`撤销登记 ${paper.document}`}
      onClose={onClose}
      actions={<Confirm busy={withdraw.isPending} onGo={go} />}
    >
      {withdraw.error !== null && (
        <ProblemBox problem={problemOf(withdraw.error)} onDismiss={withdraw.reset} />
      )}
      <p className="panel-text">
        {postedAs(paper.slip)}（{paper.postedBy}，{paper.postedDay}
        ）。撤销后这张单据回到待登记；这里只改本机的登记，平台上的出库单要到平台上办理。
      </p>
      <Field label="撤销原因" htmlFor="withdraw-reason" hint="例如：选错了单据、平台单号录错">
        <Input
          id="withdraw-reason"
          data-first
          autoComplete="off"
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
    </Dialog>
  );
}

type ConfirmProps = { readonly busy: boolean; readonly onGo: () => void };

/** Inside the dialog, so that the key belongs to its layer. */
function Confirm({ busy, onGo }: ConfirmProps) {
  useKey({ keys: 'F9', label: '撤销登记', run: onGo });
  return (
    <Button type="primary" loading={busy} onClick={onGo}>
      撤销登记 F9
    </Button>
  );
}
