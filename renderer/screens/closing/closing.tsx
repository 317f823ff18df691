import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ClosedRow, ClosingState } from '../../../contract/app/closing.ts';
import { differenceInWords } from '../../../contract/domain/closing.ts';
import type { Role } from '../../../contract/events/parts.ts';
import { ask } from '../../engine.ts';
import { Choice } from '../../parts/choice.tsx';
import { yuan } from '../../parts/money.tsx';
import { whyNot } from '../../parts/permission.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Screen, Waiting } from '../../parts/screen.tsx';
import { problemOf } from '../../problem.ts';
import type { Job } from '../frame/jobs.tsx';
import { PaperDialog } from '../papers/paper-dialog.tsx';
import { CloseDay } from './close-day.tsx';
import { HandOver } from './hand-over.tsx';
import { Matters } from './matters.tsx';
import { OpenShift } from './open-shift.tsx';
import { Past } from './past.tsx';
import { PointDay } from './point-day.tsx';
import { sheetNames } from './sheet-names.ts';

type View = 'open' | 'handOver' | 'day' | 'past' | 'point';

/** What comes next for most: an open drawer is handed over, an empty one is opened. */
function usualView({ shift, dealings }: ClosingState): View {
  return shift !== null || dealings > 0 ? 'handOver' : 'open';
}

function viewsFor({ shift, dealings }: ClosingState, roles: readonly Role[]) {
  return [
    { value: 'open', label: '开班', disabled: shift !== null },
    { value: 'handOver', label: '交班', disabled: shift === null && dealings === 0 },
    { value: 'day', label: '日结' },
    { value: 'past', label: '以往结账' },
    { value: 'point', label: '日结汇总', disabled: whyNot('reports.make', roles) !== null },
  ] as const;
}

function drawerInWords({ shift, dealings, day }: ClosingState): string {
  const whose =
    shift === null
      ? '现在没有开班'
      : `${shift.by} 当班，${shift.day === day ? '' : `${shift.day} 开班，`}备用金 ${yuan(shift.floatFen)}`;
  return `${whose}；未交班的收款和退款 ${dealings} 笔`;
}

type Props = { readonly roles: readonly Role[]; readonly onGo: (job: Job) => void };

/** 交班日结 (domain.md §7): the drawer from its float to its hand-over, then the day. Selling goes on all the while. */
export function Closing({ roles, onGo }: Props) {
  const state = useQuery(ask.closing.state.queryOptions());
  if (state.data === undefined) {
    return (
      <Screen title="交班日结">
        {state.error !== null && (
          <ProblemBox problem={problemOf(state.error)} onDismiss={() => void state.refetch()} />
        )}
        {state.error === null && <Waiting label="正在读取钱柜情况" />}
      </Screen>
    );
  }
  return <Steps state={state.data} roles={roles} onGo={onGo} />;
}

function Steps({ state, roles, onGo }: Props & { readonly state: ClosingState }) {
  const client = useQueryClient();
  const [chosen, setChosen] = useState<View | null>(null);
  const [closed, setClosed] = useState<ClosedRow | null>(null);
  const view = chosen ?? usualView(state);
  const goOn = (row: ClosedRow) => {
    setClosed(row);
    setChosen(row.kind === 'shift' ? 'day' : 'open');
  };
  const opened = (next: ClosingState) => {
    client.setQueryData(ask.closing.state.queryKey(), next);
    setChosen(null);
  };
  return (
    <Screen title="交班日结" note={drawerInWords(state)}>
      <div className="views">
        <Choice label="办理" options={viewsFor(state, roles)} value={view} onChange={setChosen} />
      </div>
      {view === 'open' && <OpenShift state={state} onDone={opened} />}
      {view === 'handOver' && <HandOver state={state} onDone={goOn} />}
      {view === 'day' && <CloseDay state={state} onDone={goOn} />}
      {view === 'past' && <Past />}
      {view === 'point' && <PointDay />}
      {view !== 'past' && view !== 'point' && <Matters matters={state.matters} onGo={onGo} />}
      {closed !== null && (
        <PaperDialog
          document={closed.document}
          kind={sheetNames[closed.kind]}
          above={<Done row={closed} />}
          onClose={() => setClosed(null)}
        />
      )}
    </Screen>
  );
}

function Done({ row }: { readonly row: ClosedRow }) {
  const result =
    row.kind === 'shift'
      ? differenceInWords(row.differenceFen ?? 0)
      : `卡款核对${row.agree === true ? '相符' : '不符，差异单据见日结单'}`;
  return (
    <p className="sold" role="status">
      <strong>{row.kind === 'shift' ? '已交班' : `已日结 ${row.day}`}</strong>
      <span>{result} · 已保存</span>
    </p>
  );
}
