import { useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import type { ReturnRow } from '../../../contract/app/returns.ts';
import type { Outcome } from '../../../contract/domain/returns.ts';
import { ask, engine } from '../../engine.ts';
import { Choice } from '../../parts/choice.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { useFieldWalk } from '../../parts/fields.ts';
import { useKey } from '../../parts/keys.ts';
import { yuan } from '../../parts/money.tsx';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { RefundList } from '../sales/reverse-dialog.tsx';
import { useStep } from './use-step.ts';

type Props = { readonly row: ReturnRow; readonly onClose: () => void };

type FrameProps = {
  readonly title: string;
  readonly verb: string;
  readonly step: Pick<ReturnType<typeof useStep>, 'busy' | 'problem' | 'forget'>;
  readonly onGo: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/** Fields walked by Enter, carried out by F9. */
function StepDialog({ title, verb, step, onGo, onClose, children }: FrameProps) {
  const box = useRef<HTMLFormElement>(null);
  const walk = useFieldWalk(box);
  return (
    <Dialog title={title} onClose={onClose} actions={<Go verb={verb} busy={step.busy} onGo={onGo} />}>
      {step.problem !== null && <ProblemBox problem={step.problem} onDismiss={step.forget} />}
      <form className="why" ref={box} onKeyDown={walk} onSubmit={(event) => event.preventDefault()}>
        {children}
      </form>
    </Dialog>
  );
}

/** Inside the dialog, so that the key belongs to its layer. */
function Go({
  verb,
  busy,
  onGo,
}: {
  readonly verb: string;
  readonly busy: boolean;
  readonly onGo: () => void;
}) {
  useKey({ keys: 'F9', label: verb, run: onGo });
  return (
    <Button type="primary" loading={busy} onClick={onGo}>
      {verb} F9
    </Button>
  );
}

type TextProps = {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string;
  readonly most?: number;
};

function Text({ id, label, value, onChange, hint, most = 60 }: TextProps) {
  return (
    <Field label={label} htmlFor={id} hint={hint}>
      <Input
        id={id}
        data-field={id}
        autoComplete="off"
        maxLength={most}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}

const decisions = [
  { value: 'approved', label: '同意退付' },
  { value: 'refused', label: '不予退付' },
] as const;

/** 退付审核. */
export function DecideDialog({ row, onClose }: Props) {
  const [decision, setDecision] = useState<'approved' | 'refused'>('approved');
  const [remark, setRemark] = useState('');
  const send = (request: string) => engine.returns.decide({ request, return: row.return, decision, remark });
  const step = useStep(send, onClose);
  const go = () => void step.go(undefined);
  return (
    <StepDialog title={`审核退付 ${row.document}`} verb="保存" step={step} onGo={go} onClose={onClose}>
      <p className="panel-text">
        {row.buyer} · 原单 {row.slip} · {row.reason} · {yuan(row.totalFen)}
      </p>
      <RefundList refunds={row.refunds} pays={row.pays} />
      <Choice label="审核意见" field="decision" options={decisions} value={decision} onChange={setDecision} />
      <Text id="decide-remark" label="理由（不予退付时必填）" value={remark} onChange={setRemark} />
    </StepDialog>
  );
}

/** 财政退付, as finance reported it. */
export function PayDialog({ row, onClose }: Props) {
  const state = useQuery(ask.session.state.queryOptions());
  const [reference, setReference] = useState('');
  const [typed, setTyped] = useState<string | null>(null);
  const on = typed ?? state.data?.city?.businessDay ?? '';
  const send = (request: string) => engine.returns.pay({ request, return: row.return, reference, on });
  const step = useStep(send, onClose);
  const go = () => void step.go(undefined);
  return (
    <StepDialog title={`登记财政退付 ${row.document}`} verb="登记" step={step} onGo={go} onClose={onClose}>
      <p className="panel-text">
        {row.buyer} · {yuan(row.totalFen)}
      </p>
      <Text id="pay-reference" label="财政退付凭证号" value={reference} onChange={setReference} />
      <Text id="pay-on" label="退付日期" value={on} onChange={setTyped} hint="例如 2014-05-21" most={10} />
    </StepDialog>
  );
}

const outcomes = [
  { value: 'restocked', label: '放回库存' },
  { value: 'voided', label: '作废' },
  { value: 'givenBack', label: '退还购卡人' },
] as const;

/** 待核处理: what becomes of the returned cards. */
export function SettleDialog({ row, onClose }: Props) {
  const back = row.whyNotGiveBack === null;
  const [outcome, setOutcome] = useState<Outcome>(back ? 'givenBack' : 'restocked');
  const [cards, setCards] = useState('');
  const [reason, setReason] = useState('');
  const send = (request: string) =>
    engine.returns.settle({ request, return: row.return, outcome, cards, reason });
  const step = useStep(send, onClose);
  const go = () => void step.go(undefined);
  const options = outcomes.map((one) => ({ ...one, disabled: (one.value === 'givenBack') !== back }));
  return (
    <StepDialog title={`待核处理 ${row.document}`} verb="保存" step={step} onGo={go} onClose={onClose}>
      <p className="panel-text">
        {row.waiting > 0 && `待核 ${row.waiting} 张：${row.waitingText}`}
        {back && row.books > 0 && ` 教材 ${row.books} 本一并退还`}
      </p>
      <Choice label="处理" field="outcome" options={options} value={outcome} onChange={setOutcome} />
      {!back && (
        <Text id="settle-cards" label="卡号（留空为全部）" value={cards} onChange={setCards} most={2000} />
      )}
      <Text id="settle-reason" label="说明（作废时必填）" value={reason} onChange={setReason} />
    </StepDialog>
  );
}
