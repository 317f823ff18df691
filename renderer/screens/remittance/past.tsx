import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { RemittanceRow } from '../../../contract/app/remittance.ts';
import { streamNames } from '../../../contract/domain/payment.ts';
import type { Role } from '../../../contract/events/parts.ts';
import { ask } from '../../engine.ts';
import { Badge } from '../../parts/badge.tsx';
import { useKey } from '../../parts/keys.ts';
import { yuan } from '../../parts/money.tsx';
import { More } from '../../parts/more.tsx';
import { usePickedRow } from '../../parts/pages.ts';
import { whyNot } from '../../parts/permission.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { type Column, PickTable } from '../../parts/row-table.tsx';
import { Waiting } from '../../parts/screen.tsx';
import { problemOf } from '../../problem.ts';
import { PaperDialog } from '../papers/paper-dialog.tsx';
import { printsInWords } from '../slip/words.ts';
import { BankDialog } from './bank-dialog.tsx';
import { WithdrawDialog } from './withdraw-dialog.tsx';
import { limitInWords } from './words.ts';

const keyOf = (row: RemittanceRow) => row.remittance;

function State({ row }: { readonly row: RemittanceRow }) {
  if (row.state === 'banked')
    return (
      <>
        <Badge tone="good">已缴存</Badge>
        <small className="beneath figures">
          回单 {row.bankSlip}，{row.bankedOn}
        </small>
      </>
    );
  if (row.state === 'withdrawn')
    return (
      <>
        <Badge tone="plain">已撤回</Badge>
        <small className="beneath">{row.reason}</small>
      </>
    );
  const { bankBy, urgency } = row;
  return (
    <>
      <Badge tone={urgency === 'later' ? 'open' : 'bad'}>待登记回单</Badge>
      {bankBy !== null && urgency !== null && (
        <small className="beneath">{limitInWords({ bankBy, urgency })}</small>
      )}
    </>
  );
}

const columns: readonly Column<RemittanceRow>[] = [
  {
    title: '缴款单',
    cell: (row) => (
      <>
        {row.document}
        <small className="beneath">
          {row.businessDay} {row.time} {row.by}
        </small>
      </>
    ),
    figures: true,
  },
  { title: '款项', cell: (row) => streamNames[row.stream] },
  {
    title: '营业日',
    cell: (row) => (row.days.length === 1 ? row.days[0] : `${row.days[0]} 等 ${row.days.length} 天`),
  },
  { title: '金额', cell: (row) => yuan(row.fen), align: 'right', figures: true },
  { title: '状态', cell: (row) => <State row={row} /> },
  { title: '打印', cell: (row) => printsInWords(row.prints) },
];

type Props = { readonly roles: readonly Role[]; readonly latestDay: string };
type Open = { readonly kind: 'paper' | 'print' | 'bank' | 'withdraw'; readonly row: RemittanceRow };

function useRemittances() {
  return useInfiniteQuery(
    ask.remittance.list.infiniteOptions({
      input: (after: string | null) => ({ after }),
      initialPageParam: null as string | null,
      getNextPageParam: ({ rows, more }) => (more ? (rows.at(-1)?.remittance ?? null) : null),
    }),
  );
}

/** 以往缴款单: the bank's slip is entered here, papers are printed again, and one that was not carried is withdrawn. */
export function Past({ roles, latestDay }: Props) {
  const pages = useRemittances();
  const { rows, row, selected, select } = usePickedRow(pages, keyOf);
  const [open, setOpen] = useState<Open | null>(null);
  return (
    <>
      {pages.error !== null && (
        <ProblemBox problem={problemOf(pages.error)} onDismiss={() => void pages.refetch()} />
      )}
      {pages.isPending && <Waiting label="正在读取缴款单" />}
      {pages.isSuccess && row === undefined && <p className="empty">还没有开过缴款单。</p>}
      {row !== undefined && (
        <>
          <Tools row={row} roles={roles} onOpen={setOpen} />
          <PickTable
            label="缴款单"
            columns={columns}
            rows={rows}
            keyOf={keyOf}
            mute={({ state }) => state === 'withdrawn'}
            selected={selected}
            onSelect={select}
            takeFocus
            onOpen={(one) => setOpen({ kind: 'paper', row: one })}
          />
          <More shown={rows.length} pages={pages} />
        </>
      )}
      {open !== null && <Opened open={open} latestDay={latestDay} onClose={() => setOpen(null)} />}
    </>
  );
}

type ToolsProps = {
  readonly row: RemittanceRow;
  readonly roles: readonly Role[];
  readonly onOpen: (open: Open) => void;
};

function Tools({ row, roles, onOpen }: ToolsProps) {
  const settled = row.state === 'open' ? null : '这张缴款单已经办结';
  const mayNot = whyNot('remittance.withdraw', roles) ?? settled;
  const bank = () => settled === null && onOpen({ kind: 'bank', row });
  const withdraw = () => mayNot === null && onOpen({ kind: 'withdraw', row });
  const print = () => onOpen({ kind: 'print', row });
  useKey({ keys: 'F9', label: '登记回单', run: bank, blocked: settled });
  useKey({ keys: 'Shift+F9', label: '撤回', run: withdraw, blocked: mayNot });
  useKey({ keys: 'F8', label: row.prints === 0 ? '打印' : '补打', run: print });
  return (
    <div className="list-tools">
      <Button type="primary" disabled={settled !== null} onClick={bank}>
        登记银行回单 F9
      </Button>
      <Button onClick={print}>{row.prints === 0 ? '打印 F8' : '补打 F8'}</Button>
      <Button disabled={mayNot !== null} title={mayNot ?? ''} onClick={withdraw}>
        撤回 Shift+F9
      </Button>
    </div>
  );
}

function Opened({
  open: { kind, row },
  latestDay,
  onClose,
}: {
  readonly open: Open;
  readonly latestDay: string;
  readonly onClose: () => void;
}) {
  if (kind === 'bank')
    return <BankDialog row={row} latestDay={latestDay} onDone={onClose} onClose={onClose} />;
  if (kind === 'withdraw') return <WithdrawDialog row={row} onDone={onClose} onClose={onClose} />;
  return <PaperDialog document={row.document} printNow={kind === 'print'} onClose={onClose} />;
}
