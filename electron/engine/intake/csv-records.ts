/** A record's number counts from 1 with blank records counted, as a person would count rows in the opened sheet. */
export type CsvRecord = { readonly number: number; readonly fields: readonly string[] };

const DELIMITERS = [',', '\t', ';'];
const LOOKED_AT = 30;
/** No program writes wider tables; a record is cut off behind this many fields and one, so that it shows. */
export const WIDEST_RECORD = 16_384;

/**
 * The delimiter that gives most of the first 30 records the same number of fields, at least two; null when none makes
 * the text a table. Titles and notes around a table may have any shape. A lone record needs three fields, because two
 * are any sentence with a comma.
 */
export function delimiterOf(text: string): string | null {
  const shapes = DELIMITERS.map((delimiter) => ({ delimiter, ...shapeOf(text, delimiter) }));
  const tables = shapes.filter(({ records, alike, width }) => {
    return records === 1 ? width >= 3 : width >= 2 && alike >= 2 && alike * 2 >= records;
  });
  return tables.toSorted((a, b) => b.alike - a.alike || b.width - a.width)[0]?.delimiter ?? null;
}

function shapeOf(text: string, delimiter: string) {
  const widths: number[] = [];
  for (const { fields } of readRecords(text, delimiter)) {
    if (fields.length > 1 || fields[0] !== '') widths.push(fields.length);
    if (widths.length === LOOKED_AT) break;
  }
  const byWidth = Map.groupBy(widths, (width) => width);
  const ordered = [...byWidth].toSorted(([a, as], [b, bs]) => bs.length - as.length || b - a);
  const [width, same] = ordered.find(([one]) => one >= 2) ?? [0, []];
  return { records: widths.length, width, alike: same.length };
}

/** Splits as RFC 4180 says; a quote inside an unquoted field is text, a quoted line break starts no record. */
export function* readRecords(text: string, delimiter: string): Generator<CsvRecord> {
  let at = 0;
  for (let number = 1; at < text.length; number += 1) {
    const fields: string[] = [];
    let more = true;
    while (more) {
      const field = text[at] === '"' ? quotedField(text, at, delimiter) : plainField(text, at, delimiter);
      if (fields.length <= WIDEST_RECORD) fields.push(field.text);
      more = text[field.end] === delimiter;
      at = field.end + 1;
    }
    // \r\n ends a record once.
    if (text[at - 1] === '\r' && text[at] === '\n') at += 1;
    yield { number, fields };
  }
}

type Field = { readonly text: string; readonly end: number };

function plainField(text: string, start: number, delimiter: string): Field {
  let end = start;
  while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') end += 1;
  return { text: text.slice(start, end), end };
}

function quotedField(text: string, start: number, delimiter: string): Field {
  let quote = text.indexOf('"', start + 1);
  while (quote >= 0 && text[quote + 1] === '"') quote = text.indexOf('"', quote + 2);
  // A quote that is never closed would swallow the rest of the file as one field.
  if (quote < 0) return plainField(text, start, delimiter);
  const tail = plainField(text, quote + 1, delimiter);
  return { text: text.slice(start + 1, quote).replaceAll('""', '"') + tail.text, end: tail.end };
}
