import { foldWidth } from './card-number.ts';

/** Money in integer fen, so that nothing is ever rounded. Negative for reversals. */
export type Fen = number & { readonly __brand: 'Fen' };

/** Activation card: 50 yuan per person and subject (notice, clause 五, by 桂价费函〔2012〕809号). */
export const CARD_PRICE_FEN = fen(5000);

/** Textbook: 15 yuan each in the whole city, no point may raise or lower it (notice, clause 六). */
export const TEXTBOOK_PRICE_FEN = fen(1500);

/** Brands an integer number of fen; a fraction or a number beyond 2^53 is a bug and throws. */
export function fen(n: number): Fen {
  if (!Number.isSafeInteger(n)) throw new RangeError('an amount must be a safe integer number of fen');
  // Adding 0 turns -0 into 0, which compares and prints differently.
  return (n + 0) as Fen;
}

export function addFen(...amounts: readonly Fen[]): Fen {
  return amounts.reduce((sum, amount) => fen(sum + amount), fen(0));
}

/** Unit price × quantity; the quantity is a whole number, negative in reversals. */
export function timesFen(unit: Fen, quantity: number): Fen {
  if (!Number.isSafeInteger(quantity)) throw new RangeError('a quantity must be a safe integer');
  return fen(unit * quantity);
}

/** `¥1,409.50`, on screens and paper; reversals as `-¥50.00`. */
export function formatYuan(amount: Fen): string {
  const size = Math.abs(amount);
  const yuan = String(Math.floor(size / 100)).replace(/\B(?=(\d{3})+$)/g, ',');
  const cents = String(size % 100).padStart(2, '0');
  return `${amount < 0 ? '-' : ''}¥${yuan}.${cents}`;
}

/** An amount as a person types it in yuan (`1000`, `1,409.5`, `¥50`), in fen; null for anything else, also for part of a fen. */
export function parseYuan(text: string): Fen | null {
  const [, yuan, cents = ''] =
    /^[¥￥]?((?:\d{1,3}(?:,\d{3})+|\d{1,9}))(?:\.(\d{0,2}))?$/.exec(foldWidth(text.trim())) ?? [];
  return yuan === undefined
    ? null
    : fen(Number(yuan.replaceAll(',', '')) * 100 + Number(cents.padEnd(2, '0')));
}
