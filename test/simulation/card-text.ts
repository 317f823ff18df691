import type { CardNumber } from '../../contract/domain/card-number.ts';

/** The model counts cards; on a card stand fourteen digits. */
export function cardText(card: number): CardNumber {
  return `07${String(card).padStart(12, '0')}` as CardNumber;
}
