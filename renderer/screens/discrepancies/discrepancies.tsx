import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DiscrepancyRow } from '../../../contract/app/discrepancies.ts';
import { discrepancyNames } from '../../../contract/domain/discrepancy.ts';
import type { Role } from '../../../contract/events/parts.ts';
import { ask } from '../../engine.ts';
import { Choice } from '../../parts/choice.tsx';
import { whyNot } from '../../parts/permission.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { type Column, PickTable } from '../../parts/row-table.tsx';
import { Screen, Waiting } from '../../parts/screen.tsx';
import { problemOf } from '../../problem.ts';
import { RowActions } from '../sales/actions.tsx';
import { SettleDialog } from './settle-dialog.tsx';
import { SidesDialog } from './sides-dialog.tsx';
import { settledInWords, sideInWords } from './words.ts';

type View = 'open' | 'settled';

const views = [
  { value: 'open', label: '待处理' },
  { value: 'settled', label: '已处理' },
] as const;

type Props = { readonly roles: readonly Role[] };

/** 待处理: papers that contradict each other, until somebody has written down what was done about it. */
export function Discrepancies({ roles }: Props) {
  const [view, setView] = useState<View>('open');
  const { data } = useQuery(ask.discrepancies.counts.queryOptions());
  const awaited = data?.awaited ?? 0;
  return (
    <Screen title="待处理" note="互相矛盾的单据，由主管核实后处理。Enter 并排看两边">
      <div className="views">
        <Choice label="画面" options={views} value={view} onChange={setView} />
      </div>
      {awaited > 0 && (
        <p className="panel-text" role="status">
          另有 {awaited} 段卡待到：其他电脑的记录还在路上，到齐以前不算矛盾。
        </p>
      )}
      <List key={view} view={view} roles={roles} />
    </Screen>
  );
}

const keyOf = (row: DiscrepancyRow) => row.id;

function List({ view, roles }: Props & { readonly view: View }) {
  const asked = view === 'open' ? ask.discrepancies.open : ask.discrepancies.settled;
  const list = useQuery(asked.queryOptions());
  const [picked, setPicked] = useState<string | null>(null);
  if (list.error !== null)
    return <ProblemBox problem={problemOf(list.error)} onDismiss={() => void list.refetch()} />;
  if (list.data === undefined) return <Waiting label="正在查找互相矛盾的单据" />;
  const { rows, more } = list.data;
  const row = rows.find(({ id }) => id === picked) ?? rows[0];
  if (row === undefined) {
    return (
      <p className="empty" role="status">
        {view === 'open' ? '没有互相矛盾的单据。' : '还没有处理过。'}
      </p>
    );
  }
  return (
    <>
      <Rows {...{ rows, row, roles, view }} onPick={setPicked} />
      {more && <p className="empty">只列出最近的 {rows.length} 项，处理以后再列出其余的。</p>}
    </>
  );
}

type RowsProps = Props & {
  readonly rows: readonly DiscrepancyRow[];
  readonly row: DiscrepancyRow;
  readonly view: View;
  readonly onPick: (id: string) => void;
};

function Rows({ rows, row, roles, view, onPick }: RowsProps) {
  const [shown, setShown] = useState<{ what: 'sides' | 'settle'; row: DiscrepancyRow } | null>(null);
  const close = () => setShown(null);
  const settle = {
    ...{ name: '处理', keys: 'F9', run: () => setShown({ what: 'settle', row }) },
    blocked: whyNot('discrepancies.settle', roles),
  };
  const look = { name: '两边的单据', keys: 'Enter', run: () => setShown({ what: 'sides', row }) };
  return (
    <>
      <RowActions actions={view === 'open' ? [look, settle] : [look]} />
      <PickTable
        label={view === 'open' ? '待处理' : '已处理'}
        columns={view === 'open' ? columns : [...columns, settledColumn]}
        rows={rows}
        keyOf={keyOf}
        selected={row.id}
        onSelect={onPick}
        takeFocus
        onOpen={(one) => setShown({ what: 'sides', row: one })}
      />
      {shown?.what === 'sides' && <SidesDialog row={shown.row} onClose={close} />}
      {shown?.what === 'settle' && <SettleDialog row={shown.row} onClose={close} />}
    </>
  );
}

const columns: readonly Column<DiscrepancyRow>[] = [
  { title: '矛盾', cell: (row) => discrepancyNames[row.kind] },
  { title: '卡号或单号', cell: (row) => row.cards || row.document },
  {
    title: '两边',
    cell: (row) => row.sides.map((side) => <div key={side.id}>{sideInWords(side)}</div>),
  },
];

const settledColumn: Column<DiscrepancyRow> = { title: '处理', cell: settledInWords };
