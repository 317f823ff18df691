import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { Approval, Approver } from '../../../contract/app/problem.ts';
import type { PointDayRow } from '../../../contract/app/reports.ts';
import { ask, engine } from '../../engine.ts';
import { ApprovalDialog } from '../../parts/approval.tsx';
import { Badge } from '../../parts/badge.tsx';
import { useKey } from '../../parts/keys.ts';
import { yuan } from '../../parts/money.tsx';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { type Column, PickTable } from '../../parts/row-table.tsx';
import { Waiting } from '../../parts/screen.tsx';
import { problemOf } from '../../problem.ts';
import { PaperDialog } from '../papers/paper-dialog.tsx';
import { useStep } from './use-step.ts';

const keyOf = (row: PointDayRow) => row.day;

function Pcs({ row }: { readonly row: PointDayRow }) {
  return (
    <>
      {row.closed.join('、')}
      {row.missing.length > 0 && (
        <small className="beneath">
          <Badge tone="bad">未日结</Badge> {row.missing.join('、')}
        </small>
      )}
    </>
  );
}

function Reports({ row }: { readonly row: PointDayRow }) {
  const last = row.reports.at(-1);
  if (last === undefined) return <Badge tone="open">未汇总</Badge>;
  return (
    <>
      第 {last.nth} 次 {last.by}
      <small className="beneath figures">{last.document}</small>
      {row.news && <Badge tone="open">有新到的日结</Badge>}
    </>
  );
}

const columns: readonly Column<PointDayRow>[] = [
  { title: '营业日', cell: (row) => row.day, figures: true },
  { title: '已日结', cell: (row) => <Pcs row={row} /> },
  { title: '净售卡', cell: (row) => `${row.cards} 张`, align: 'right', figures: true },
  { title: '卡款', cell: (row) => yuan(row.cardsFen), align: 'right', figures: true },
  { title: '书款', cell: (row) => yuan(row.booksFen), align: 'right', figures: true },
  { title: '汇总', cell: (row) => <Reports row={row} /> },
];

/**
 * 日结汇总 of the point's days, by a supervisor, with a colleague as the second name: F9 makes one from the closings that
 * have arrived, F8 prints the last.
 */
export function PointDay() {
  const state = useQuery(ask.reports.state.queryOptions());
  const [picked, setPicked] = useState<string | null>(null);
  const [open, setOpen] = useState<string | null>(null);
  const { days = [], late = 0, approvers = [] } = state.data ?? {};
  const row = days.find(({ day }) => day === picked) ?? days[0];
  return (
    <>
      {state.error !== null && (
        <ProblemBox problem={problemOf(state.error)} onDismiss={() => void state.refetch()} />
      )}
      {state.isPending && <Waiting label="正在读取各电脑的日结" />}
      {state.isSuccess && row === undefined && <p className="empty">还没有日结过的营业日。</p>}
      {row !== undefined && (
        <>
          <Tools row={row} approvers={approvers} onOpen={setOpen} />
          {late > 0 && (
            <p className="panel-text" role="status">
              有 {late} 份以前营业日的日结后到，下一次汇总会写明，已出的汇总不改。
            </p>
          )}
          <PickTable
            label="营业日"
            columns={columns}
            rows={days}
            keyOf={keyOf}
            selected={row.day}
            onSelect={setPicked}
            takeFocus
            onOpen={({ reports }) => setOpen(reports.at(-1)?.document ?? null)}
          />
        </>
      )}
      {open !== null && <PaperDialog document={open} onClose={() => setOpen(null)} />}
    </>
  );
}

type ToolsProps = {
  readonly row: PointDayRow;
  readonly approvers: readonly Approver[];
  readonly onOpen: (document: string) => void;
};

function Tools({ row, approvers, onOpen }: ToolsProps) {
  const [approving, setApproving] = useState(false);
  const step = useStep(
    (request, approval: Approval) => engine.reports.make({ request, day: row.day, approval }),
    ({ document }) => {
      setApproving(false);
      onOpen(document);
    },
  );
  const last = row.reports.at(-1);
  const blocked = row.news ? null : '已汇总，之后没有新的日结到达';
  const make = () => blocked === null && setApproving(true);
  const show = () => last !== undefined && onOpen(last.document);
  useKey({ keys: 'F9', label: '汇总', run: make, blocked });
  useKey({ keys: 'F8', label: '打印', run: show, blocked: last === undefined ? '还没有汇总' : null });
  return (
    <>
      <div className="list-tools">
        <Button type="primary" loading={step.busy} disabled={blocked !== null} onClick={make}>
          汇总 {row.day} F9
        </Button>
        <Button disabled={last === undefined} onClick={show}>
          打印 F8
        </Button>
        {blocked !== null && <span className="field-hint">{blocked}</span>}
      </div>
      {approving && (
        <ApprovalDialog
          what={`汇总 ${row.day}`}
          approvers={approvers}
          busy={step.busy}
          problem={step.problem}
          onApprove={step.run}
          onForget={step.forget}
          onClose={() => setApproving(false)}
        />
      )}
    </>
  );
}
