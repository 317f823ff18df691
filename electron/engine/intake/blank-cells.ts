// Numbers may be left out and then follow from the position, which must not change.
const WITHOUT_PLACE = /<(?:\w+:)?(?:row|c)(?=[\s/>])(?![^<>]*\sr=)/;
const BLANK_CELLS = /<((?:\w+:)?c)\s[^<>]*(?:\/>|[^<>/]><\/\1>)/g;
const BLANK_ROWS = /<((?:\w+:)?row)\s[^<>]*(?:\/>|[^<>/]>\s*<\/\1>)/g;

/**
 * Takes cells and rows that are only formatted out of a sheet's text. Offices format whole columns down to row
 * 1,048,576; the library spent more than 10 seconds and 500 MB on such a sheet with one filled row.
 */
export function withoutBlanks(text: string): string {
  return WITHOUT_PLACE.test(text) ? text : text.replace(BLANK_CELLS, '').replace(BLANK_ROWS, '');
}
