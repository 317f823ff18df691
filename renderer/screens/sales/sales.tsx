import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { SaleRow } from '../../../contract/app/sales.ts';
import { ask } from '../../engine.ts';
import { Badge } from '../../parts/badge.tsx';
import { useKey } from '../../parts/keys.ts';
import { yuan } from '../../parts/money.tsx';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { type Column, PickTable } from '../../parts/row-table.tsx';
import { Screen, Waiting } from '../../parts/screen.tsx';
import { problemOf } from '../../problem.ts';
import { printsInWords, SlipDialog } from '../slip/slip-dialog.tsx';

function Prints({ sale }: { readonly sale: SaleRow }) {
  if (sale.reversed) return <Badge tone="bad">已作废</Badge>;
  return <Badge tone={sale.prints === 0 ? 'open' : 'plain'}>{printsInWords(sale.prints)}</Badge>;
}

/** The day that counts, and beneath it the PC's own clock. */
function Moment({ sale }: { readonly sale: SaleRow }) {
  return (
    <>
      {sale.businessDay}
      <small className="beneath">{sale.time}</small>
    </>
  );
}

const columns: readonly Column<SaleRow>[] = [
  { title: '业务日期', cell: (sale) => <Moment sale={sale} />, figures: true },
  { title: '单号', cell: (sale) => sale.document, figures: true },
  { title: '购卡单位', cell: (sale) => <span className="name">{sale.buyer}</span> },
  { title: '卡号', cell: (sale) => <span className="figures">{sale.cardText}</span> },
  { title: '张数', cell: (sale) => sale.cards, align: 'right', figures: true },
  { title: '金额', cell: (sale) => yuan(sale.totalFen), align: 'right', figures: true },
  { title: '经办人', cell: (sale) => sale.clerk, figures: true },
  { title: '打印', cell: (sale) => <Prints sale={sale} /> },
];

type Open = { readonly sale: SaleRow; readonly printNow: boolean };

function List({ rows }: { readonly rows: readonly SaleRow[] }) {
  const [selected, setSelected] = useState<string | null>(null);
  const [open, setOpen] = useState<Open | null>(null);
  const sale = rows.find((row) => row.sale === selected) ?? rows[0];
  useKey({
    keys: 'F8',
    label: '打印',
    run: () => sale !== undefined && setOpen({ sale, printNow: true }),
    blocked: sale === undefined ? '还没有售卡记录' : null,
  });
  if (sale === undefined) return <p className="empty">还没有售卡记录。按 F2 售卡。</p>;
  return (
    <>
      <div className="list-tools">
        <Button onClick={() => setOpen({ sale, printNow: false })}>查看单据 Enter</Button>
        <Button type="primary" onClick={() => setOpen({ sale, printNow: true })}>
          {sale.prints === 0 ? '打印 F8' : '补打 F8'}
        </Button>
      </div>
      <PickTable
        label="销售记录"
        columns={columns}
        rows={rows}
        keyOf={(row) => row.sale}
        mute={(row) => row.reversed}
        selected={sale.sale}
        onSelect={setSelected}
        takeFocus
        onOpen={(row) => setOpen({ sale: row, printNow: false })}
      />
      {open !== null && (
        <SlipDialog sale={open.sale} printNow={open.printNow} onClose={() => setOpen(null)} />
      )}
    </>
  );
}

const newest = { text: '', from: null, to: null, clerk: null, state: 'all', after: null } as const;

/** What was sold at this counter, newest first as the engine lists it; any slip can be looked at and printed again. */
export function Sales() {
  const sales = useQuery(ask.sales.list.queryOptions({ input: newest }));
  return (
    <Screen title="销售记录" note="↑ ↓ 选择，Enter 看单据，F8 打印或补打">
      {sales.error !== null && (
        <ProblemBox problem={problemOf(sales.error)} onDismiss={() => void sales.refetch()} />
      )}
      {sales.isPending && <Waiting label="正在读取销售记录" />}
      {sales.data !== undefined && <List rows={sales.data.rows} />}
    </Screen>
  );
}
