import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { RemittanceRow, RemittanceStanding } from '../../../contract/app/remittance.ts';
import { streamNames } from '../../../contract/domain/payment.ts';
import type { Role } from '../../../contract/events/parts.ts';
import { ask } from '../../engine.ts';
import { Choice } from '../../parts/choice.tsx';
import { yuan } from '../../parts/money.tsx';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Screen, Waiting } from '../../parts/screen.tsx';
import { problemOf } from '../../problem.ts';
import { PaperDialog } from '../papers/paper-dialog.tsx';
import { Due } from './due.tsx';
import { Past } from './past.tsx';
import { alarms, isLate, ruleInWords } from './words.ts';

type View = 'due' | 'past';

const views = [
  { value: 'due', label: '开缴款单' },
  { value: 'past', label: '登记回单和以往缴款单' },
] as const;

type Props = { readonly roles: readonly Role[] };

/** 缴款 (domain.md §3, 收支两条线): what closed days took in goes to the bank in full, each stream on its own paper. */
export function Remittance({ roles }: Props) {
  const state = useQuery(ask.remittance.state.queryOptions());
  if (state.data === undefined) {
    return (
      <Screen title="缴款">
        {state.error === null ? (
          <Waiting label="正在读取应缴款" />
        ) : (
          <ProblemBox problem={problemOf(state.error)} onDismiss={() => void state.refetch()} />
        )}
      </Screen>
    );
  }
  return <Views state={state.data} roles={roles} />;
}

function Views({ state, roles }: Props & { readonly state: RemittanceStanding }) {
  const nothingDue = state.streams.every(({ days }) => days.length === 0);
  const [chosen, setChosen] = useState<View | null>(null);
  const [made, setMade] = useState<RemittanceRow | null>(null);
  const view = chosen ?? (nothingDue && state.open.length > 0 ? 'past' : 'due');
  return (
    <Screen title="缴款" note={ruleInWords(state.policy)}>
      <Alarm state={state} />
      <div className="views">
        <Choice<View> label="办理" options={views} value={view} onChange={setChosen} />
      </div>
      {view === 'due' ? (
        <Due
          state={state}
          onDone={(row) => {
            setChosen('due');
            setMade(row);
          }}
        />
      ) : (
        <Past roles={roles} latestDay={state.latestSlipDay} />
      )}
      {made !== null && (
        <PaperDialog document={made.document} above={<Made row={made} />} onClose={() => setMade(null)} />
      )}
    </Screen>
  );
}

/** Money that should be at the bank by now, in words. */
function Alarm({ state }: { readonly state: RemittanceStanding }) {
  const lines = alarms(state);
  if (lines.length === 0) return null;
  return (
    <div className={isLate(state) ? 'problem' : 'problem problem-standing'} role="status">
      {lines.map((text) => (
        <p key={text} className="problem-happened">
          {text}。
        </p>
      ))}
    </div>
  );
}

function Made({ row }: { readonly row: RemittanceRow }) {
  return (
    <p className="sold" role="status">
      <strong>
        已开{streamNames[row.stream]}缴款单 {yuan(row.fen)}
      </strong>
      <span>打印后随款送银行，拿到回单再回来登记 · 已保存</span>
    </p>
  );
}
