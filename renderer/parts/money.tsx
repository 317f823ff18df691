import { fen, formatYuan } from '../../contract/domain/money.ts';
import { moneyInWords } from '../../contract/domain/money-words.ts';

/** `¥1,409.50` from fen. */
export function yuan(amountFen: number): string {
  return formatYuan(fen(amountFen));
}

/** A total as it stands on the slip: figures large, 大写 beneath. */
export function Total({ label, amountFen }: { readonly label: string; readonly amountFen: number }) {
  return (
    <div className="total">
      <span className="total-label">{label}</span>
      <output className="total-figures" aria-label={`${label}金额`}>
        {yuan(amountFen)}
      </output>
      <span className="total-words">{moneyInWords(fen(amountFen))}</span>
    </div>
  );
}
