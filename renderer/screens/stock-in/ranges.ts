import { isCardNumber } from '../../../contract/domain/card-number.ts';
import type { CardRange } from '../../../contract/domain/card-range.ts';

/** Ranges out of the engine's answers, whose numbers were checked when they were written. */
export function storedRanges(
  ranges: readonly { readonly first: string; readonly last: string }[],
): CardRange[] {
  return ranges.map(({ first, last }) => {
    if (!isCardNumber(first) || !isCardNumber(last))
      throw new TypeError('the engine returned a malformed range');
    return { first, last };
  });
}
