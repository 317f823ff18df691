/** Width of a text in points at 1 pt type size. */
export type Measure = (text: string) => number;

export type Fitted = { readonly size: number; readonly lines: readonly string[] };

/** Distance of baselines as a multiple of the type size. */
export const LEADING = 1.2;

const STEP = 0.25;

// Numbers and Latin words stay whole, no line starts with a closing or ends with an opening mark (GB/T 15834).
const UNBREAKABLE = /[（〔《“]*(?:[A-Za-z0-9.,*¥:/+-]+[–]?|\P{M}\p{M}*|\p{M}+)[）〕》”，。、；：]*/gu;

/**
 * The largest type not above `largest` at which the text fits the box (points), wrapped where needed. There is no
 * smallest size: an employer's name of 200 characters comes out tiny, but no part of it is ever cut off.
 */
export function fitText(
  text: string,
  box: { readonly width: number; readonly height: number },
  largest: number,
  measure: Measure,
): Fitted {
  if (measure(text) * largest <= box.width) return { size: largest, lines: [text] };
  const pieces = text.match(UNBREAKABLE) ?? [text];
  for (let size = largest; size > STEP; size -= STEP) {
    const lines = wrap(pieces, box.width / size, measure);
    const tall = (lines.length - 1) * size * LEADING + size;
    if (tall <= box.height && lines.every((line) => measure(line) * size <= box.width))
      return { size, lines };
  }
  throw new RangeError('a text does not fit its box at any size');
}

function wrap(pieces: readonly string[], width: number, measure: Measure): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces) {
    if (line !== '' && measure(line + piece) > width) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else {
      line += piece;
    }
  }
  return [...lines, line.trimEnd()].filter((one) => one !== '');
}
