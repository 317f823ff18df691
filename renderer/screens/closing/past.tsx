import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { ClosedRow } from '../../../contract/app/closing.ts';
import { differenceInWords } from '../../../contract/domain/closing.ts';
import { ask } from '../../engine.ts';
import { Badge } from '../../parts/badge.tsx';
import { useKey } from '../../parts/keys.ts';
import { yuan } from '../../parts/money.tsx';
import { More } from '../../parts/more.tsx';
import { usePickedRow } from '../../parts/pages.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { type Column, PickTable } from '../../parts/row-table.tsx';
import { Waiting } from '../../parts/screen.tsx';
import { problemOf } from '../../problem.ts';
import { PaperDialog } from '../papers/paper-dialog.tsx';
import { printsInWords } from '../slip/words.ts';
import { sheetNames } from './sheet-names.ts';

const keyOf = (row: ClosedRow) => `${row.kind} ${row.id}`;

function Verdict({ row }: { readonly row: ClosedRow }) {
  const fits = row.kind === 'shift' ? row.differenceFen === 0 : row.agree === true;
  if (fits) return '相符';
  return (
    <Badge tone="bad">{row.kind === 'shift' ? differenceInWords(row.differenceFen ?? 0) : '不符'}</Badge>
  );
}

const columns: readonly Column<ClosedRow>[] = [
  { title: '营业日', cell: (row) => row.day, figures: true },
  {
    title: '单据',
    cell: (row) => (
      <>
        {sheetNames[row.kind]}
        <small className="beneath figures">{row.document}</small>
      </>
    ),
  },
  { title: '净售卡', cell: (row) => `${row.cards} 张`, align: 'right', figures: true },
  { title: '卡款', cell: (row) => yuan(row.cardsFen), align: 'right', figures: true },
  { title: '书款', cell: (row) => yuan(row.booksFen), align: 'right', figures: true },
  { title: '核对', cell: (row) => <Verdict row={row} /> },
  {
    title: '经手',
    cell: (row) => (
      <>
        {row.by}
        <small className="beneath">{row.approver}</small>
      </>
    ),
  },
  { title: '打印', cell: (row) => printsInWords(row.prints) },
];

function useClosings() {
  return useInfiniteQuery(
    ask.closing.list.infiniteOptions({
      input: (before: string | null) => ({ before }),
      initialPageParam: null as string | null,
      getNextPageParam: ({ rows, more }) => (more ? (rows.at(-1)?.day ?? null) : null),
    }),
  );
}

/** 以往结账: every hand-over and closed day of this PC; a sheet can be looked at and printed again as it was signed. */
export function Past() {
  const closings = useClosings();
  const { rows, row, selected, select } = usePickedRow(closings, keyOf);
  const [open, setOpen] = useState<{ readonly row: ClosedRow; readonly printNow: boolean } | null>(null);
  useKey({
    keys: 'F8',
    label: '补打',
    run: () => row !== undefined && setOpen({ row, printNow: true }),
    blocked: row === undefined ? '还没有结过账' : null,
  });
  return (
    <>
      {closings.error !== null && (
        <ProblemBox problem={problemOf(closings.error)} onDismiss={() => void closings.refetch()} />
      )}
      {closings.isPending && <Waiting label="正在读取以往结账" />}
      {closings.isSuccess && row === undefined && <p className="empty">还没有交过班，也没有日结。</p>}
      {row !== undefined && (
        <>
          <div className="list-tools">
            <Button onClick={() => setOpen({ row, printNow: true })}>
              {row.prints === 0 ? '打印 F8' : '补打 F8'}
            </Button>
          </div>
          <PickTable
            label="以往结账"
            columns={columns}
            rows={rows}
            keyOf={keyOf}
            selected={selected}
            onSelect={select}
            takeFocus
            onOpen={(one) => setOpen({ row: one, printNow: false })}
          />
          <More shown={rows.length} pages={closings} />
        </>
      )}
      {open !== null && (
        <PaperDialog
          document={open.row.document}
          kind={sheetNames[open.row.kind]}
          printNow={open.printNow}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}
