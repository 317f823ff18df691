import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { BookRow } from '../../../contract/app/registers.ts';
import { receiptNames } from '../../../contract/domain/sale-receipts.ts';
import { ask } from '../../engine.ts';
import { Badge } from '../../parts/badge.tsx';
import { useKey } from '../../parts/keys.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { type Column, PickTable } from '../../parts/row-table.tsx';
import { Waiting } from '../../parts/screen.tsx';
import { problemOf } from '../../problem.ts';
import { IssueDialog } from './issue-dialog.tsx';
import { NumbersDialog } from './numbers-dialog.tsx';
import { SheetDialog } from './sheet-dialog.tsx';
import { VoidDialog } from './void-dialog.tsx';

function Remaining({ row }: { readonly row: BookRow }) {
  if (row.off !== 0) return <Badge tone="bad">不符</Badge>;
  return row.remaining === 0 ? '用完' : row.remaining;
}

const columns: readonly Column<BookRow>[] = [
  { title: '种类', cell: (row) => receiptNames[row.kind] },
  { title: '起止号', cell: (row) => `${row.first}–${row.last}`, figures: true },
  {
    title: '领入',
    cell: (row) => (
      <>
        <span className="figures">{row.day}</span>
        <small className="beneath">
          {row.by} · {row.place}
        </small>
      </>
    ),
  },
  { title: '份数', cell: (row) => row.issued, align: 'right', figures: true },
  { title: '已用', cell: (row) => row.used, align: 'right', figures: true },
  { title: '作废', cell: (row) => row.voided, align: 'right', figures: true },
  { title: '剩余', cell: (row) => <Remaining row={row} />, align: 'right', figures: true },
  { title: '下一号', cell: (row) => row.next ?? '—', figures: true },
];

type Open =
  | { readonly kind: 'issue' }
  | { readonly kind: 'void'; readonly row: BookRow | null }
  | { readonly kind: 'numbers'; readonly row: BookRow }
  | { readonly kind: 'sheet' };

function Dialogs({
  open,
  onClose,
  onDone,
}: {
  readonly open: Open;
  readonly onClose: () => void;
  readonly onDone: (words: string) => void;
}) {
  switch (open.kind) {
    case 'issue':
      return <IssueDialog onDone={onDone} onClose={onClose} />;
    case 'void':
      return (
        <VoidDialog
          kind={open.row?.kind ?? 'fiscal'}
          first={open.row?.own === true ? (open.row.next ?? '') : ''}
          onDone={onDone}
          onClose={onClose}
        />
      );
    case 'numbers':
      return <NumbersDialog book={open.row} onClose={onClose} />;
    case 'sheet':
      return <SheetDialog onClose={onClose} />;
  }
}

/** Books, newest first; Enter shows a book's numbers. */
export function Books() {
  const view = useQuery(ask.registers.view.queryOptions());
  const [selected, setSelected] = useState<string | null>(null);
  const [open, setOpen] = useState<Open | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const rows = view.data?.books ?? [];
  const row = rows.find((one) => one.book === selected) ?? rows[0] ?? null;
  useKey({ keys: 'F9', label: '领入票据本', run: () => setOpen({ kind: 'issue' }) });
  useKey({ keys: 'Shift+F9', label: '作废', run: () => setOpen({ kind: 'void', row }) });
  useKey({ keys: 'F8', label: '打印登记簿', run: () => setOpen({ kind: 'sheet' }) });
  if (view.error !== null)
    return <ProblemBox problem={problemOf(view.error)} onDismiss={() => void view.refetch()} />;
  if (view.data === undefined) return <Waiting label="正在读取票据登记" />;
  return (
    <>
      {done !== null && (
        <p className="sold" role="status">
          <strong>{done}</strong>
          <span>已保存在本机</span>
        </p>
      )}
      <Sums totals={view.data.totals} findings={view.data.findings} />
      <div className="panel-foot">
        <Button onClick={() => setOpen({ kind: 'issue' })}>领入票据本 F9</Button>
        <Button onClick={() => setOpen({ kind: 'void', row })}>作废 Shift+F9</Button>
        <Button onClick={() => setOpen({ kind: 'sheet' })}>登记簿 F8</Button>
      </div>
      {rows.length === 0 ? (
        <p className="empty">还没有领入票据本，按 F9 领入。</p>
      ) : (
        <PickTable
          label="票据本"
          columns={columns}
          rows={rows}
          keyOf={(one) => one.book}
          mute={(one) => one.remaining === 0}
          selected={row?.book ?? null}
          onSelect={setSelected}
          onOpen={(one) => setOpen({ kind: 'numbers', row: one })}
          takeFocus
        />
      )}
      {open !== null && (
        <Dialogs
          open={open}
          onClose={() => setOpen(null)}
          onDone={(words) => {
            setDone(words);
            setOpen(null);
          }}
        />
      )}
    </>
  );
}

function Sums({
  totals,
  findings,
}: {
  readonly totals: readonly string[];
  readonly findings: readonly string[];
}) {
  return (
    <section className="panel-text" aria-label="登记簿合计">
      {totals.map((words) => (
        <p key={words} className="figures">
          {words}
        </p>
      ))}
      {findings.length > 0 && (
        <div className="remarks" role="status">
          {findings.map((words) => (
            <p key={words}>{words}</p>
          ))}
        </div>
      )}
    </section>
  );
}
