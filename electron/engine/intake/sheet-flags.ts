import { MOST_COLUMNS } from './sheet.ts';
import { attributesIn, elementsNamed, isTrue } from './xml-part.ts';

/** What the library drops or costs too much to keep, read from the sheet's own text. */
export type SheetFlags = {
  /** From 1. */
  readonly hiddenRows: ReadonlySet<number>;
  /** From 0. */
  readonly hiddenColumns: readonly number[];
  /** Addresses such as D4; true when the formula has a stored result. */
  readonly formulas: ReadonlyMap<string, boolean>;
};

const NO_FORMULAS: ReadonlyMap<string, boolean> = new Map();
const FORMULA_CELL =
  /<(?:\w+:)?c(\s[^<>]*)>\s*<(?:\w+:)?f(?:\s[^<>]*)?(?:\/>|>[^<]*<\/(?:\w+:)?f>)\s*(<(?:\w+:)?v(?:\s[^<>]*)?>[^<]|<(?:\w+:)?is[\s>])?/g;

export function sheetFlags(text: string): SheetFlags {
  const cells = /<(?:\w+:)?sheetData[\s/>]/.exec(text)?.index ?? 0;
  return {
    hiddenRows: hiddenRows(text),
    hiddenColumns: hiddenColumns(text.slice(0, cells)),
    formulas: /<(?:\w+:)?f[\s/>]/.test(text) ? formulas(text) : NO_FORMULAS,
  };
}

function hiddenRows(text: string): ReadonlySet<number> {
  const hidden = text.matchAll(/<(?:\w+:)?row(\s[^<>]*\shidden=[^<>]*|\shidden=[^<>]*)>/g);
  const rows = Array.from(hidden, ([, attributes = '']) => attributesIn(attributes));
  return new Set(rows.filter((row) => isTrue(row.get('hidden'))).map((row) => Number(row.get('r'))));
}

function hiddenColumns(text: string): number[] {
  return elementsNamed(text, 'col')
    .filter((column) => isTrue(column.get('hidden')))
    .flatMap((column) => {
      const first = Number(column.get('min')) - 1;
      const last = Math.min(Number(column.get('max')), MOST_COLUMNS) - 1;
      return Array.from({ length: Math.max(0, last - first + 1) }, (_, place) => first + place);
    });
}

// A text formula may well have the empty text as its result; any other without one was never calculated.
function formulas(text: string): ReadonlyMap<string, boolean> {
  const found = new Map<string, boolean>();
  for (const [, attributes = '', result] of text.matchAll(FORMULA_CELL)) {
    const cell = attributesIn(attributes);
    found.set(cell.get('r') ?? '', result !== undefined || cell.get('t') === 'str');
  }
  return found;
}
