import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReturnRow } from '../../../contract/app/returns.ts';
import type { Role } from '../../../contract/events/parts.ts';
import { ask } from '../../engine.ts';
import { More } from '../../parts/more.tsx';
import { usePickedRow } from '../../parts/pages.ts';
import { whyNot } from '../../parts/permission.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { PickTable } from '../../parts/row-table.tsx';
import { Waiting } from '../../parts/screen.tsx';
import { problemOf } from '../../problem.ts';
import { type RowAction, RowActions } from '../sales/actions.tsx';
import { columns } from './columns.tsx';
import { DecideDialog, PayDialog, SettleDialog } from './dialogs.tsx';
import { ReturnPaper } from './paper-dialog.tsx';

const keyOf = (row: ReturnRow) => row.return;

type Open = { readonly what: 'paper' | 'print' | 'settle' | 'decide' | 'pay'; readonly row: ReturnRow };
type Props = { readonly open: boolean; readonly roles: readonly Role[] };

/** 退卡记录, newest first; what is still to be done with the chosen one. in: `open`, only those with something to do. */
export function ReturnList({ open, roles }: Props) {
  const pages = useInfiniteQuery(
    ask.returns.list.infiniteOptions({
      input: (after: string | null) => ({ open, after }),
      initialPageParam: null as string | null,
      getNextPageParam: ({ rows, more }) => (more ? (rows.at(-1)?.return ?? null) : null),
    }),
  );
  const { rows, row, selected, select } = usePickedRow(pages, keyOf);
  const [shown, setShown] = useState<Open | null>(null);
  const close = () => setShown(null);
  return (
    <>
      {pages.error !== null && (
        <ProblemBox problem={problemOf(pages.error)} onDismiss={() => void pages.refetch()} />
      )}
      {pages.isPending && <Waiting label="正在读取退卡记录" />}
      {pages.isSuccess && row === undefined && (
        <p className="empty">{open ? '没有待办的退卡和退付。' : '还没有退过卡。'}</p>
      )}
      {row !== undefined && (
        <>
          <RowActions actions={actionsFor(row, roles, setShown)} />
          <PickTable
            label="退卡记录"
            columns={columns}
            rows={rows}
            keyOf={keyOf}
            selected={selected}
            onSelect={select}
            takeFocus
            onOpen={(one) => setShown({ what: 'paper', row: one })}
          />
          <More shown={rows.length} pages={pages} />
        </>
      )}
      {shown !== null && <Shown {...shown} onClose={close} />}
    </>
  );
}

function actionsFor(
  row: ReturnRow,
  roles: readonly Role[],
  show: (open: Open) => void,
): readonly RowAction[] {
  const settling = row.whyNotGiveBack === null ? null : row.whyNotRestock;
  return [
    { name: '查看单据', keys: 'Enter', run: () => show({ what: 'paper', row }) },
    { name: row.prints === 0 ? '打印' : '补打', keys: 'F8', run: () => show({ what: 'print', row }) },
    {
      ...{ name: '审核退付', keys: 'F9', run: () => show({ what: 'decide', row }) },
      blocked: whyNot('returns.decide', roles) ?? row.whyNotDecide,
    },
    {
      ...{ name: '登记财政退付', keys: 'Shift+F9', run: () => show({ what: 'pay', row }) },
      blocked: whyNot('returns.pay', roles) ?? row.whyNotPay,
    },
    {
      ...{ name: '待核处理', keys: 'F4', run: () => show({ what: 'settle', row }) },
      blocked: whyNot('returns.settle', roles) ?? settling,
    },
  ];
}

function Shown({ what, row, onClose }: Open & { readonly onClose: () => void }) {
  if (what === 'settle') return <SettleDialog row={row} onClose={onClose} />;
  if (what === 'decide') return <DecideDialog row={row} onClose={onClose} />;
  if (what === 'pay') return <PayDialog row={row} onClose={onClose} />;
  return <ReturnPaper row={row} printNow={what === 'print'} onClose={onClose} />;
}
