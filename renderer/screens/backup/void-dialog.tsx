import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import type { Approval, Approver, Problem } from '../../../contract/app/problem.ts';
import { parseEmergencyNumber } from '../../../contract/domain/emergency.ts';
import { ask } from '../../engine.ts';
import { ApprovalDialog } from '../../parts/approval.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { useKey } from '../../parts/keys.ts';
import { problemOf } from '../../problem.ts';

type Props = { readonly approvers: readonly Approver[]; readonly onClose: () => void };

/** 作废 of one blank slip; a supervisor approves. One dialog is one request, however often it is approved. */
function useVoid(onDone: () => void) {
  const client = useQueryClient();
  const [request] = useState(() => crypto.randomUUID() as string);
  const [problem, setProblem] = useState<Problem | null>(null);
  const step = useMutation(ask.emergency.void.mutationOptions());
  async function approve(asked: { number: string; reason: string; approval: Approval }): Promise<boolean> {
    setProblem(null);
    try {
      client.setQueryData(ask.emergency.register.queryKey(), await step.mutateAsync({ request, ...asked }));
      onDone();
      return true;
    } catch (error) {
      setProblem(problemOf(error));
      return false;
    }
  }
  return { approve, busy: step.isPending, problem, forget: () => setProblem(null) };
}

export function VoidDialog({ approvers, onClose }: Props) {
  const [text, setText] = useState('');
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const [approving, setApproving] = useState(false);
  const voiding = useVoid(onClose);
  const number = parseEmergencyNumber(text);
  const right = number !== null && reason.trim() !== '';
  const next = () => {
    setAsked(true);
    if (right) setApproving(true);
  };
  return (
    <Dialog title="应急单作废" onClose={onClose} actions={<NextButton onNext={next} />}>
      <Field
        label="应急单号"
        htmlFor="void-number"
        error={asked && number === null ? '请照单上印的号码填写，例如 QZ1A-YJ-00001。' : null}
      >
        <Input
          id="void-number"
          data-first
          className="figures"
          autoComplete="off"
          maxLength={20}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
      <Field
        label="原因"
        htmlFor="void-reason"
        error={asked && reason.trim() === '' ? '请写明原因，例如“写坏”“没有用”。' : null}
      >
        <Input
          id="void-reason"
          autoComplete="off"
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
      {approving && number !== null && (
        <ApprovalDialog
          what={`作废应急单 ${number}，${reason.trim()}`}
          approvers={approvers}
          busy={voiding.busy}
          problem={voiding.problem}
          onApprove={(approval) => voiding.approve({ number, reason: reason.trim(), approval })}
          onForget={voiding.forget}
          onClose={() => setApproving(false)}
        />
      )}
    </Dialog>
  );
}

/** In the dialog's own layer of keys. */
function NextButton({ onNext }: { readonly onNext: () => void }) {
  useKey({ keys: 'F9', label: '请主管批准', run: onNext });
  return (
    <Button type="primary" onClick={onNext}>
      请主管批准 F9
    </Button>
  );
}
