import { inflateSync } from 'node:zlib';
import { readCode128 } from '../code128.ts';

const MM = 72 / 25.4;

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Groups of filled rectangles, page after page, in millimetres from the top left: pdfkit writes one content stream a page. */
export function filledOn(pdf: Uint8Array): readonly (readonly Rectangle[])[] {
  const source = Buffer.from(pdf).toString('latin1');
  const streams = [...source.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].flatMap(([, body = '']) => {
    try {
      return [inflateSync(Buffer.from(body, 'latin1')).toString('latin1')];
    } catch {
      return [];
    }
  });
  const path = /((?:[-\d.]+ [-\d.]+ [-\d.]+ [-\d.]+ re\s+)+)(?:\/\S+ cs\s+[\d. ]+scn?\s+)?f\s/g;
  return streams.flatMap((stream) =>
    [...stream.matchAll(path)].map(([, filled = '']) =>
      filled
        .split(/\s*re\s+/)
        .filter((one) => one !== '')
        .map((one) => {
          const [x = 0, y = 0, width = 0, height = 0] = one.split(' ').map((n) => Number(n) / MM);
          return { x, y, width, height };
        }),
    ),
  );
}

/** Widths of bars and the spaces between them, in modules of the narrowest. */
function modulesOf(bars: readonly Rectangle[]): readonly number[] {
  const edges = bars.flatMap(({ x, width }) => [x, x + width]);
  const widths = edges.slice(1).map((edge, index) => edge - (edges[index] ?? 0));
  const module = Math.min(...widths);
  return widths.map((width) => Math.round(width / module));
}

export const narrowest = (bars: readonly Rectangle[]) => Math.min(...bars.map(({ width }) => width));

/** What the barcodes of the pages say, one after the other. */
export function barsOn(pdf: Uint8Array): readonly string[] {
  return filledOn(pdf).map((bars) => readCode128(modulesOf(bars)));
}
