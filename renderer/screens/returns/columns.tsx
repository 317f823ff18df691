import type { ReturnRow } from '../../../contract/app/returns.ts';
import { refundNames } from '../../../contract/domain/returns.ts';
import { Badge } from '../../parts/badge.tsx';
import { yuan } from '../../parts/money.tsx';
import type { Column } from '../../parts/row-table.tsx';

const urgent: readonly ReturnRow['refund'][] = ['requested', 'approved', 'refused'];

function Goods({ cardText, books, waiting, settledNote }: ReturnRow) {
  return (
    <>
      {cardText !== '' && <span className="figures">{cardText}</span>}
      {books > 0 && <small className="beneath">教材 {books} 本</small>}
      {waiting > 0 && <small className="beneath">待核 {waiting} 张</small>}
      {settledNote !== '' && <small className="beneath">{settledNote}</small>}
    </>
  );
}

function Refund({ refund, refundNote }: ReturnRow) {
  return (
    <>
      <Badge tone={urgent.includes(refund) ? 'bad' : 'plain'}>{refundNames[refund]}</Badge>
      {refundNote !== '' && <small className="beneath">{refundNote}</small>}
    </>
  );
}

export const columns: readonly Column<ReturnRow>[] = [
  {
    title: '单号',
    cell: (row) => (
      <>
        {row.document}
        <small className="beneath">原单 {row.slip}</small>
      </>
    ),
    figures: true,
  },
  { title: '购卡单位', cell: (row) => <span className="name">{row.buyer}</span> },
  { title: '退回', cell: Goods },
  { title: '金额', cell: (row) => `−${yuan(row.totalFen)}`, align: 'right', figures: true },
  { title: '退款', cell: Refund },
  {
    title: '原因',
    cell: (row) => (
      <>
        {row.remark === '' ? row.reason : `${row.reason}（${row.remark}）`}
        <small className="beneath">
          {row.by} · 批准：{row.approver}
        </small>
      </>
    ),
  },
];
