import { foldWidth, removeBlanks } from './card-number.ts';

/** A number of cards or copies as a person typed it, full width or with a unit behind it; null for anything but 1 to 1,000,000. */
export function parseQuantity(text: string): number | null {
  const digits = removeBlanks(foldWidth(text)).replace(/[张本]$/, '');
  if (!/^[0-9]{1,7}$/.test(digits)) return null;
  const count = Number(digits);
  return count >= 1 && count <= 1_000_000 ? count : null;
}
