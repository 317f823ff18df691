import bwipjs from 'bwip-js/generic';

/** One dot of a 300 dpi printer, in points. Bars lie on whole dots, so that equal bars come out equally wide. */
export const DOT = 72 / 300;
/** Three dots (0.254 mm) for the narrowest bar: what any scanner reads. Only the very longest numbers take two. */
const MODULE = 3;
const NARROW_MODULE = 2;
/** White that a scanner needs before the first bar, in modules. */
const QUIET = 10;

export interface Bars {
  /** Widths in dots: bar, space, bar, … from the first bar to the last. */
  readonly widths: readonly number[];
  readonly total: number;
}

/** Code 128 of a text that fits, with its white, into so many dots. Throws for what it can't hold. */
export function barsOf(text: string, room: number): Bars {
  const [drawn] = bwipjs.raw({ bcid: 'code128', text });
  if (drawn === undefined || !('sbs' in drawn)) throw new Error('a Code 128 has bars');
  const modules = drawn.sbs.reduce((sum, width) => sum + width, 0);
  const module = (modules + QUIET) * MODULE <= room ? MODULE : NARROW_MODULE;
  return { widths: drawn.sbs.map((width) => width * module), total: modules * module };
}
