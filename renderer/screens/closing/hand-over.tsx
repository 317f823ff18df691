import { useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { ClosedRow, ClosingState, Counted } from '../../../contract/app/closing.ts';
import type { Approval } from '../../../contract/app/problem.ts';
import { type CashCount, differenceInWords } from '../../../contract/domain/closing.ts';
import { fen, formatYuan, parseYuan } from '../../../contract/domain/money.ts';
import { ask, engine } from '../../engine.ts';
import { ApprovalDialog } from '../../parts/approval.tsx';
import { Field } from '../../parts/field.tsx';
import { focusField, useFieldWalk } from '../../parts/fields.ts';
import { useKey } from '../../parts/keys.ts';
import { yuan } from '../../parts/money.tsx';
import { CountForm } from './count-form.tsx';
import { useStep } from './use-step.ts';

type Props = { readonly state: ClosingState; readonly onDone: (row: ClosedRow) => void };

/** 交班: counted blind first; then the difference, why, what stays, and the second name. */
export function HandOver({ state, onDone }: Props) {
  const [again, setAgain] = useState(false);
  const client = useQueryClient();
  const counted = again ? null : state.counted;
  const onCounted = (told: Counted) => {
    client.setQueryData(ask.closing.state.queryKey(), { ...state, counted: told });
    setAgain(false);
  };
  if (counted === null) return <Count state={state} onCounted={onCounted} />;
  const key = `${counted.countedFen} ${counted.expectedFen} ${counted.earlier}`;
  return <Result key={key} state={state} counted={counted} onDone={onDone} onAgain={() => setAgain(true)} />;
}

function Count({
  state,
  onCounted,
}: {
  readonly state: ClosingState;
  readonly onCounted: (told: Counted) => void;
}) {
  const step = useStep(
    (request, count: CashCount) => engine.closing.handInCount({ request, count }),
    onCounted,
  );
  return (
    <CountForm label="清点现金" confirm="交清点数" step={step}>
      <p>先点清钱柜里的全部现金，逐个面额填张（枚）数。交了清点数，才显示应有多少。</p>
      {state.shift === null && <p>这一班没有开班清点，备用金按 0 计。</p>}
    </CountForm>
  );
}

type ResultProps = {
  readonly state: ClosingState;
  readonly counted: Counted;
  readonly onDone: (row: ClosedRow) => void;
  readonly onAgain: () => void;
};

function useHandOver({ state, counted, onDone }: ResultProps) {
  const [reason, setReason] = useState('');
  const [left, setLeft] = useState(() => plain(Math.min(counted.floatFen, counted.countedFen)));
  const [asked, setAsked] = useState(false);
  const [approving, setApproving] = useState(false);
  const leftFen = parseYuan(left);
  const step = useStep(
    (request, approval: Approval) =>
      engine.closing.closeShift({ request, leftFen: leftFen ?? 0, reason: reason.trim(), approval }),
    onDone,
  );
  const reasonError = counted.differenceFen !== 0 && reason.trim() === '' ? '请填写长短款原因' : null;
  const leftError = whyNotLeft(leftFen, counted);
  const approvers = counted.aboveLimit
    ? state.approvers.filter(({ id }) => state.supervisors.includes(id))
    : state.approvers;
  return {
    ...{ reason, setReason, left, setLeft, leftFen, asked, approving, setApproving, step, approvers },
    ...{ reasonError, leftError },
    go(): 'reason' | 'left' | null {
      setAsked(true);
      if (reasonError !== null) return 'reason';
      if (leftError !== null) return 'left';
      setApproving(true);
      return null;
    },
  };
}

/** Yuan without sign or commas, as one would type it. */
function plain(amountFen: number): string {
  return formatYuan(fen(amountFen)).replace(/[¥,]/g, '').replace(/\.00$/, '');
}

function whyNotLeft(leftFen: number | null, counted: Counted): string | null {
  if (leftFen === null) return '请填写金额，单位元';
  return leftFen > counted.countedFen ? `不能多于清点出的 ${yuan(counted.countedFen)}` : null;
}

function Result(props: ResultProps) {
  const { counted, onAgain } = props;
  const form = useHandOver(props);
  const box = useRef<HTMLElement>(null);
  const walk = useFieldWalk(box);
  const blocked = form.step.busy ? '正在交班' : null;
  const whose = counted.aboveLimit ? '请主管确认' : '请接班人确认';
  function go(): void {
    const missing = form.go();
    if (missing !== null) focusField(box.current, missing);
  }
  useKey({ keys: 'F9', label: whose, run: go, blocked });
  useKey({ keys: 'F6', label: '重新清点', run: onAgain });
  const first = counted.differenceFen === 0 ? 'left' : 'reason';
  useEffect(() => focusField(box.current, first), [first]);
  return (
    <section className="panel" aria-label="清点结果" ref={box} onKeyDown={walk}>
      <Figures counted={counted} />
      <fieldset className="hand" disabled={form.step.held} aria-label="交班内容">
        {counted.differenceFen !== 0 && <Reason form={form} />}
        <Left form={form} />
      </fieldset>
      <div className="panel-foot">
        <Button data-field="confirm" type="primary" size="large" loading={form.step.busy} onClick={go}>
          {whose} F9
        </Button>
        <Button onClick={onAgain}>重新清点 F6</Button>
      </div>
      {form.approving && (
        <ApprovalDialog
          what={`交班，清点 ${yuan(counted.countedFen)}，${differenceInWords(counted.differenceFen)}`}
          approvers={form.approvers}
          busy={form.step.busy}
          problem={form.step.problem}
          onApprove={form.step.run}
          onForget={form.step.forget}
          onClose={() => form.setApproving(false)}
        />
      )}
    </section>
  );
}

function Figures({ counted }: { readonly counted: Counted }) {
  const { countedFen, floatFen, expectedFen, differenceFen, aboveLimit, limitFen, earlier } = counted;
  const off = differenceFen !== 0;
  const facts = [
    ['备用金', yuan(floatFen)],
    ['应有', yuan(expectedFen)],
    ['清点', yuan(countedFen)],
  ] as const;
  return (
    <div role="status">
      <dl className="figures-row">
        {facts.map(([name, value]) => (
          <div key={name} className="figure">
            <dt>{name}</dt>
            <dd className="figures">{value}</dd>
          </div>
        ))}
        <div className={off ? 'figure figure-bad' : 'figure'}>
          <dt>长短款</dt>
          <dd className="figures">{differenceInWords(differenceFen)}</dd>
        </div>
      </dl>
      {aboveLimit && (
        <p className="remarks">差额超过规定的 {yuan(limitFen)}，须主管到场核对，由主管输入密码。</p>
      )}
      {earlier > 0 && <p className="remarks">这一班此前已清点 {earlier} 次，会写在交班单上。</p>}
    </div>
  );
}

type Form = ReturnType<typeof useHandOver>;

function Reason({ form }: { readonly form: Form }) {
  return (
    <Field label="长短款原因" htmlFor="closing-reason" error={form.asked ? form.reasonError : null}>
      <Input
        id="closing-reason"
        data-field="reason"
        autoComplete="off"
        maxLength={80}
        value={form.reason}
        aria-describedby="closing-reason-hint"
        onChange={(event) => form.setReason(event.target.value)}
      />
    </Field>
  );
}

function Left({ form }: { readonly form: Form }) {
  return (
    <Field
      label="留给下一班的备用金（元）"
      htmlFor="closing-left"
      hint="其余的取出，缴存银行"
      error={form.asked ? form.leftError : null}
    >
      <Input
        id="closing-left"
        data-field="left"
        inputMode="decimal"
        autoComplete="off"
        maxLength={12}
        value={form.left}
        aria-describedby="closing-left-hint"
        onChange={(event) => form.setLeft(event.target.value)}
      />
    </Field>
  );
}
