import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { OwedRow } from '../../../contract/app/registers.ts';
import { streamNames } from '../../../contract/domain/payment.ts';
import { kindFor } from '../../../contract/domain/receipt-register.ts';
import { receiptNames } from '../../../contract/domain/sale-receipts.ts';
import { ask } from '../../engine.ts';
import { yuan } from '../../parts/money.tsx';
import { More } from '../../parts/more.tsx';
import { usePickedRow } from '../../parts/pages.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { type Column, PickTable } from '../../parts/row-table.tsx';
import { Waiting } from '../../parts/screen.tsx';
import { problemOf } from '../../problem.ts';
import { WriteDialog } from './write-dialog.tsx';

const columns: readonly Column<OwedRow>[] = [
  { title: '单号', cell: (row) => row.document, figures: true },
  { title: '业务日期', cell: (row) => row.businessDay, figures: true },
  { title: '购卡单位', cell: (row) => <span className="name">{row.buyer}</span> },
  { title: '款项', cell: (row) => streamNames[row.stream] },
  { title: '金额', cell: (row) => yuan(row.fen), align: 'right', figures: true },
  { title: '应开', cell: (row) => receiptNames[kindFor[row.stream]] },
];

const keyOf = (row: OwedRow) => `${row.sale} ${row.stream}`;

/** 补开: sales without a standing receipt, newest first; Enter writes one. */
export function Owed() {
  const owed = useInfiniteQuery(
    ask.registers.owed.infiniteOptions({
      input: (after: string | null) => ({ after }),
      initialPageParam: null as string | null,
      getNextPageParam: ({ rows, more }) => (more ? (rows.at(-1)?.sale ?? null) : null),
    }),
  );
  const { rows, selected, select } = usePickedRow(owed, keyOf);
  const [writing, setWriting] = useState<OwedRow | null>(null);
  const [done, setDone] = useState<string | null>(null);
  return (
    <>
      {owed.error !== null && (
        <ProblemBox problem={problemOf(owed.error)} onDismiss={() => void owed.refetch()} />
      )}
      {owed.isPending && <Waiting label="正在读取要补开的销售" />}
      {done !== null && (
        <p className="sold" role="status">
          <strong>{done}</strong>
          <span>已保存在本机</span>
        </p>
      )}
      {owed.isSuccess && rows.length === 0 && <p className="empty">没有要补开的票据。</p>}
      {rows.length > 0 && (
        <PickTable
          label="要补开的销售"
          columns={columns}
          rows={rows}
          keyOf={keyOf}
          selected={selected}
          onSelect={select}
          onOpen={setWriting}
          takeFocus
        />
      )}
      <More shown={rows.length} pages={owed} />
      {writing !== null && (
        <WriteDialog
          row={writing}
          onDone={(words) => {
            setDone(words);
            setWriting(null);
          }}
          onClose={() => setWriting(null)}
        />
      )}
    </>
  );
}
