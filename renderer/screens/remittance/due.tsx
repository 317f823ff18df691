import { useState } from 'react';
import type { DueStream, RemittanceRow, RemittanceStanding } from '../../../contract/app/remittance.ts';
import { type MoneyStream, streamNames } from '../../../contract/domain/payment.ts';
import { sumOfDays } from '../../../contract/domain/remittance.ts';
import { engine } from '../../engine.ts';
import { Checks } from '../../parts/checks.tsx';
import { Choice } from '../../parts/choice.tsx';
import { ConfirmFoot } from '../../parts/deed-panel.tsx';
import { Total, yuan } from '../../parts/money.tsx';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { useStep } from '../closing/use-step.ts';
import { limitInWords, sumInWords } from './words.ts';

type Props = { readonly state: RemittanceStanding; readonly onDone: (row: RemittanceRow) => void };

function labelOf({ stream, days }: DueStream): string {
  const due = days.length === 0 ? '没有应缴' : `${days.length} 天 ${sumInWords(days)}`;
  return `${streamNames[stream]}　${due}`;
}

/** 开缴款单: closed days of one stream, all of them unless some are taken out. The sum follows and is never typed. */
export function Due({ state, onDone }: Props) {
  const [chosen, setChosen] = useState<MoneyStream | null>(null);
  const [left, setLeft] = useState<readonly string[]>([]);
  const stream = chosen ?? state.streams.find(({ days }) => days.length > 0)?.stream ?? 'cards';
  const due = state.streams.find((one) => one.stream === stream)?.days ?? [];
  const days = due.filter(({ day }) => !left.includes(day));
  const step = useStep(
    (request, dates: string[]) => engine.remittance.make({ request, stream, days: dates }),
    onDone,
  );
  if (state.streams.every((one) => one.days.length === 0))
    return <p className="empty">没有应缴款：日结过的现金和支票都已开缴款单。</p>;
  const blocked = days.length === 0 ? '没有选营业日' : null;
  return (
    <section className="panel" aria-label="开缴款单">
      {step.problem !== null && <ProblemBox problem={step.problem} onDismiss={step.forget} />}
      <fieldset className="hand" disabled={step.held} aria-label="缴款内容">
        <Choice
          label="款项（两种款项分开缴，不合并）"
          field="stream"
          options={state.streams.map((one) => ({
            value: one.stream,
            label: labelOf(one),
            disabled: one.days.length === 0,
          }))}
          value={stream}
          onChange={setChosen}
        />
        <Checks
          label="营业日（全额上缴，默认全选）"
          options={due.map((one) => ({
            value: one.day,
            label: `${one.day}　${yuan(one.fen)}　${limitInWords(one)}`,
          }))}
          chosen={days.map(({ day }) => day)}
          onChange={(kept) => setLeft(due.map(({ day }) => day).filter((day) => !kept.includes(day)))}
        />
        <Total label={`${streamNames[stream]}缴款`} amountFen={sumOfDays(days)} />
      </fieldset>
      <ConfirmFoot
        label="开缴款单"
        busy={step.busy}
        blocked={blocked}
        onConfirm={() => void step.run(days.map(({ day }) => day))}
      />
    </section>
  );
}
