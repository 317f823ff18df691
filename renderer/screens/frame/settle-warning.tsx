import { Button, Input } from 'antd';
import { useState } from 'react';
import type { Warning } from '../../../contract/app/session.ts';
import type { Role } from '../../../contract/events/parts.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { useKey } from '../../parts/keys.ts';
import { whyNot } from '../../parts/permission.ts';
import { ProblemBox, StandingNotice } from '../../parts/problem-box.tsx';
import { problemOf } from '../../problem.ts';
import { useSettleWarning } from '../../session.ts';

const LONGEST_REASON = 200;

type DialogProps = { readonly warning: string; readonly happened: string; readonly onClose: () => void };

/** F9 with a reason; it stays on record with the name of whoever is signed in. */
function SettleDialog({ warning, happened, onClose }: DialogProps) {
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const settle = useSettleWarning();
  const missing = reason.trim().length < 2;
  const send = () => {
    setAsked(true);
    if (!missing && !settle.isPending) settle.mutate({ warning, reason }, { onSuccess: onClose });
  };
  return (
    <Dialog title="标为已处理" onClose={onClose} actions={<SendButton busy={settle.isPending} send={send} />}>
      <p>{happened}</p>
      {settle.error !== null && <ProblemBox problem={problemOf(settle.error)} onDismiss={settle.reset} />}
      <Field
        label="处理情况"
        htmlFor="settle-reason"
        hint="写明查了什么、怎么处理的；与您的姓名、时间一起留存，以后不能修改。"
        error={asked && missing ? '请写明处理情况，至少两个字。' : null}
      >
        <Input.TextArea
          id="settle-reason"
          data-first
          rows={3}
          maxLength={LONGEST_REASON}
          aria-describedby="settle-reason-hint"
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
    </Dialog>
  );
}

function SendButton({ busy, send }: { readonly busy: boolean; readonly send: () => void }) {
  useKey({ keys: 'F9', label: '确认已处理', run: send });
  return (
    <Button type="primary" loading={busy} onClick={send}>
      确认已处理 F9
    </Button>
  );
}

type Props = { readonly warning: Warning; readonly roles: readonly Role[] };

/** A warning about this PC; one that lasts has a button for those who may say that it was dealt with. */
export function StandingWarning({ warning, roles }: Props) {
  const [settling, setSettling] = useState(false);
  const barred = whyNot('session.settleWarning', roles);
  const { id } = warning;
  if (id === null) return <StandingNotice problem={warning} />;
  return (
    <StandingNotice problem={warning}>
      <div className="problem-settle">
        <Button disabled={barred !== null} onClick={() => setSettling(true)}>
          已处理
        </Button>
        {barred !== null && <p className="field-hint">{barred}</p>}
      </div>
      {settling && (
        <SettleDialog warning={id} happened={warning.happened} onClose={() => setSettling(false)} />
      )}
    </StandingNotice>
  );
}
