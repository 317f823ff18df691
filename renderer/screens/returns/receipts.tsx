import type { ReturnRow } from '../../../contract/app/returns.ts';
import { streamNames } from '../../../contract/domain/payment.ts';
import { yuan } from '../../parts/money.tsx';

/** What becomes of the sale's receipts, and what is still to be written for the goods that the buyer keeps. */
export function Receipts({ spoiled, due }: Pick<ReturnRow, 'spoiled' | 'due'>) {
  const rest = due.map(({ stream, fen }) => `${streamNames[stream]} ${yuan(fen)}`).join('、');
  return (
    <p>
      收回 <strong className="figures">{spoiled.join('、')}</strong>
      各联，盖作废章；号码随退卡作废。
      {rest !== '' && `留下的 ${rest}，请按 Shift+F5 到“票据”补开。`}
    </p>
  );
}
