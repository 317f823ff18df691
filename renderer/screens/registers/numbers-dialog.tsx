import { useInfiniteQuery } from '@tanstack/react-query';
import type { BookRow, NumberRow } from '../../../contract/app/registers.ts';
import { receiptNames } from '../../../contract/domain/sale-receipts.ts';
import { ask } from '../../engine.ts';
import { Badge } from '../../parts/badge.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { More } from '../../parts/more.tsx';
import { usePickedRow } from '../../parts/pages.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { type Column, PickTable } from '../../parts/row-table.tsx';
import { Waiting } from '../../parts/screen.tsx';
import { problemOf } from '../../problem.ts';

function What({ row }: { readonly row: NumberRow }) {
  if (row.voided) return <Badge tone="bad">作废 · {row.reason}</Badge>;
  return row.documents.length > 1 ? <Badge tone="bad">重号</Badge> : '已用';
}

const columns: readonly Column<NumberRow>[] = [
  { title: '号码', cell: (row) => row.number, figures: true },
  { title: '情况', cell: (row) => <What row={row} /> },
  { title: '销售单号', cell: (row) => row.documents.join('、') || '—', figures: true },
  { title: '日期', cell: (row) => row.day, figures: true },
  { title: '经办', cell: (row) => row.by },
];

const keyOf = (row: NumberRow) => row.number;

/** What became of a book's numbers, the last one first, each with the slip it was written for. */
export function NumbersDialog({ book, onClose }: { readonly book: BookRow; readonly onClose: () => void }) {
  const numbers = useInfiniteQuery(
    ask.registers.numbers.infiniteOptions({
      input: (after: string | null) => ({ book: book.book, after }),
      initialPageParam: null as string | null,
      getNextPageParam: ({ rows, more }) => (more ? (rows.at(-1)?.number ?? null) : null),
    }),
  );
  const { rows, selected, select } = usePickedRow(numbers, keyOf);
  return (
    <Dialog title={`${receiptNames[book.kind]}本 ${book.first}–${book.last}`} onClose={onClose}>
      {numbers.error !== null && (
        <ProblemBox problem={problemOf(numbers.error)} onDismiss={() => void numbers.refetch()} />
      )}
      {numbers.isPending && <Waiting label="正在读取号码" />}
      <p className="panel-text">
        领入 {book.issued}，已用 {book.used}，作废 {book.voided}，剩余 {book.remaining}
        {book.next === null ? '' : `，下一号 ${book.next}`}
      </p>
      {numbers.isSuccess && rows.length === 0 && <p className="empty">这本还没有用过。</p>}
      {rows.length > 0 && (
        <PickTable
          label="已用和作废的号码"
          columns={columns}
          rows={rows}
          keyOf={keyOf}
          mute={(row) => row.voided}
          selected={selected}
          onSelect={select}
          onOpen={() => {}}
          takeFocus
        />
      )}
      <More shown={rows.length} pages={numbers} />
    </Dialog>
  );
}
