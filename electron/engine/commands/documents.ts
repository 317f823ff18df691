import type { CalendarDay } from '../../../contract/domain/calendar.ts';
import { makeDocumentNumber, parseDocumentNumber } from '../../../contract/domain/document-number.ts';
import type { Db } from '../database/open.ts';
import { statement } from '../database/statement.ts';
import type { Writer } from './command.ts';

/** The next number of this PC's papers: gapless per incarnation, since it is one more than the highest in the table. */
export function nextDocument({ db, journal, businessDay }: Writer): string {
  // The workplace's code stands on paper: window 4's PC 1 and 财务办's PC 1 share a point, not a series.
  const { workplace: point, pc, incarnation } = journal.identity;
  const letter = incarnation.split('-')[0] ?? '';
  const serial = lastSerial(db, `${point}${pc}${letter}-`) + 1;
  return makeDocumentNumber({ point, pc, letter, day: businessDay as CalendarDay, serial });
}

/** The number that follows one of this PC's own, on a business day. */
export function documentAfter(document: string, day: string): string {
  const parts = parseDocumentNumber(document);
  if (!parts.ok) throw new Error('an own document has no number');
  const { serial, ...series } = parts.value;
  return makeDocumentNumber({ ...series, day: day as CalendarDay, serial: serial + 1 });
}

/** in: `QZ1A-`; out: the highest serial given out, 0 before the first. */
function lastSerial(db: Db, series: string): number {
  // Days never go back on a PC, so the highest number is also the last in text order of its day.
  const last = statement(db, 'SELECT id FROM document WHERE id >= ? AND id < ? ORDER BY id DESC LIMIT 1')
    .pluck()
    .get(series, `${series}~`) as string | undefined;
  if (last === undefined) return 0;
  const start = last.lastIndexOf('-') + 1;
  const serial = last.slice(start);
  // On the day that passes 99999, longer serials sort before it.
  if (!/^9+$/.test(serial)) return Number(serial);
  const day = last.slice(0, start);
  return statement(db, 'SELECT max(CAST(substr(id, ?) AS INTEGER)) FROM document WHERE id >= ? AND id < ?')
    .pluck()
    .get(start + 1, day, `${day}~`) as number;
}
