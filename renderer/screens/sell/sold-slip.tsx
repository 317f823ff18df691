import type { SaleRow } from '../../../contract/app/sales.ts';
import { yuan } from '../../parts/money.tsx';
import { SalePaper } from '../sales/sale-paper.tsx';

type Props = {
  readonly sale: SaleRow;
  /** 找零 to hand back now, in fen. */
  readonly changeFen: number;
  readonly onClose: () => void;
};

/** 已收款: what was taken and what to hand back, above the slip. */
export function SoldSlip({ sale, changeFen, onClose }: Props) {
  const goods = [sale.cards > 0 && `${sale.cards} 张`, sale.books > 0 && `教材 ${sale.books} 本`];
  const above = (
    <p className="sold" role="status">
      <strong>已收款 {yuan(sale.totalFen)}</strong>
      {changeFen > 0 && <strong className="sold-change">找零 {yuan(changeFen)}</strong>}
      <span>{[sale.buyer, ...goods.filter(Boolean), '已保存'].join(' · ')}</span>
    </p>
  );
  return <SalePaper sale={sale} above={above} onClose={onClose} />;
}
