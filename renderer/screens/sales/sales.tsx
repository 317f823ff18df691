import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
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
import { RefundList, type Refunds, ReverseDialog } from './reverse-dialog.tsx';

function Prints({ sale }: { readonly sale: SaleRow }) {
  if (sale.reversal !== null) return <Reversed reversal={sale.reversal} />;
  return <Badge tone={sale.prints === 0 ? 'open' : 'plain'}>{printsInWords(sale.prints)}</Badge>;
}

function Reversed({ reversal }: { readonly reversal: NonNullable<SaleRow['reversal']> }) {
  const { reason, remark, approver } = reversal;
  return (
    <>
      <Badge tone="bad">已冲销</Badge>
      <small className="beneath">{remark === '' ? reason : `${reason}（${remark}）`}</small>
      <small className="beneath">批准人：{approver}</small>
    </>
  );
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

type Open = {
  readonly sale: SaleRow;
  readonly printNow?: boolean;
  readonly paper?: 'sale' | 'reversal';
  readonly above?: ReactNode;
};

/** 冲销 of the chosen sale, or the paper of the one it had; greyed with the reason where neither is to be had. */
function useReversal(sale: SaleRow | undefined, show: (open: Open) => void) {
  const [reversing, setReversing] = useState<SaleRow | null>(null);
  const reversed = sale !== undefined && sale.reversal !== null;
  const blocked = sale === undefined ? '还没有售卡记录' : reversed ? null : sale.whyNotReversible;
  const label = reversed ? '冲销单' : '冲销';
  function run(): void {
    if (sale === undefined) return;
    if (reversed) show({ sale, paper: 'reversal' });
    else setReversing(sale);
  }
  useKey({ keys: 'Shift+F9', label, run, blocked });
  return {
    button: (
      <>
        <Button disabled={blocked !== null} onClick={run}>
          {label} Shift+F9
        </Button>
        {blocked !== null && <span className="field-hint">{blocked}</span>}
      </>
    ),
    dialog: reversing !== null && (
      <ReverseDialog
        sale={reversing}
        onClose={() => setReversing(null)}
        onDone={(row, refunds) => {
          setReversing(null);
          show({ sale: row, paper: 'reversal', above: <Undone refunds={refunds} /> });
        }}
      />
    ),
  };
}

function Undone({ refunds }: { readonly refunds: Refunds }) {
  return (
    <div className="sold" role="status">
      <strong>已冲销</strong>
      <RefundList refunds={refunds} />
    </div>
  );
}

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
  const reversal = useReversal(sale, setOpen);
  if (sale === undefined) return <p className="empty">还没有售卡记录。按 F2 售卡。</p>;
  return (
    <>
      <div className="list-tools">
        <Button onClick={() => setOpen({ sale })}>查看单据 Enter</Button>
        <Button type="primary" onClick={() => setOpen({ sale, printNow: true })}>
          {sale.prints === 0 ? '打印 F8' : '补打 F8'}
        </Button>
        {reversal.button}
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
        onOpen={(row) => setOpen({ sale: row })}
      />
      {reversal.dialog}
      {open !== null && <SlipDialog {...open} onClose={() => setOpen(null)} />}
    </>
  );
}

/** What was sold at this counter, newest first as the engine lists it; any slip can be looked at and printed again. */
export function Sales() {
  const sales = useQuery(ask.sales.list.queryOptions());
  return (
    <Screen title="销售记录" note="↑ ↓ 选择，Enter 看单据，F8 打印或补打，Shift+F9 冲销">
      {sales.error !== null && (
        <ProblemBox problem={problemOf(sales.error)} onDismiss={() => void sales.refetch()} />
      )}
      {sales.isPending && <Waiting label="正在读取销售记录" />}
      {sales.data !== undefined && <List rows={sales.data} />}
    </Screen>
  );
}
