import { Button, Input, type InputRef } from 'antd';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Approval, Approver, Problem } from '../../contract/app/problem.ts';
import { Choice } from './choice.tsx';
import { Dialog } from './dialog.tsx';
import { isComposing } from './keys.ts';
import { ProblemBox } from './problem-box.tsx';

type Props = {
  /** What is approved, in a few words: `冲销 QZ1A-20140520-00004`. */
  readonly what: string;
  readonly approvers: readonly Approver[];
  readonly busy: boolean;
  readonly problem: Problem | null;
  /** out: whether it went through; the secret is cleared where it did not. */
  readonly onApprove: (approval: Approval) => Promise<boolean>;
  readonly onForget: () => void;
  readonly onClose: () => void;
};

function Face({ approver }: { readonly approver: Approver }) {
  return (
    <span className="person">
      <strong>{approver.name}</strong>
      {approver.practicePin !== null && <span className="person-pin">练习密码 {approver.practicePin}</span>}
    </span>
  );
}

function useApproval({ approvers, busy, problem, onApprove }: Props) {
  const [person, setPerson] = useState(approvers[0]?.id ?? null);
  const [secret, setSecret] = useState('');
  const field = useRef<InputRef>(null);
  // A refusal that comes in above must not push the field under the dialog's foot.
  useEffect(() => {
    if (problem !== null) field.current?.input?.scrollIntoView({ block: 'nearest' });
  }, [problem]);
  async function send(): Promise<void> {
    if (person === null || secret === '' || busy) return;
    if (await onApprove({ person, secret })) return;
    setSecret('');
    field.current?.focus();
  }
  function choose(next: string): void {
    setPerson(next);
    setSecret('');
    field.current?.focus();
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (isComposing(event.nativeEvent)) return;
    const by = event.key === 'ArrowDown' ? 1 : -1;
    const at = approvers.findIndex((one) => one.id === person);
    const next = approvers[(at + by + approvers.length) % approvers.length];
    if (event.key === 'Enter') void send();
    else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && next !== undefined) choose(next.id);
    else return;
    event.preventDefault();
  }
  return { person, secret, setSecret, field, send, choose, onKeyDown };
}

/** A second person stands at the counter and approves with a secret of their own; nobody signs out for it. */
export function ApprovalDialog(props: Props) {
  const { what, approvers, busy, problem, onForget, onClose } = props;
  const form = useApproval(props);
  const options = approvers.map((one) => ({ value: one.id, label: <Face approver={one} /> }));
  const approve = (
    <Button type="primary" loading={busy} disabled={approvers.length === 0} onClick={() => void form.send()}>
      批准 Enter
    </Button>
  );
  return (
    <Dialog title={`批准：${what}`} onClose={onClose} actions={approve}>
      {problem !== null && <ProblemBox problem={problem} onDismiss={onForget} />}
      {approvers.length === 0 ? (
        <p>现在没有别人可以批准。请管理员在“账号”里给有权批准的人设好密码。</p>
      ) : (
        <div className="approval">
          <Choice
            label="批准人（↑ ↓ 换人）"
            options={options}
            value={form.person}
            onChange={form.choose}
            large
          />
          <div className="field">
            <label className="field-label" htmlFor="approval-secret">
              批准人的密码
            </label>
            <Input
              id="approval-secret"
              data-first
              ref={form.field}
              type="password"
              autoComplete="off"
              size="large"
              maxLength={64}
              value={form.secret}
              onChange={(event) => form.setSecret(event.target.value)}
              onKeyDown={form.onKeyDown}
            />
          </div>
        </div>
      )}
    </Dialog>
  );
}
