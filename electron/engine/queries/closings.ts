import type { ClosedRow, SheetKind } from '../../../contract/app/closing.ts';
import { type CalendarDay, hourInShanghai, timeInShanghai } from '../../../contract/domain/calendar.ts';
import { derivationsAgree } from '../../../contract/domain/card-balance.ts';
import type { Figures } from '../../../contract/domain/closing-figures.ts';
import type { ClosingSheet, SheetFrame } from '../../../contract/domain/closing-sheet.ts';
import { daySheet } from '../../../contract/domain/day-sheet.ts';
import { paperMark } from '../../../contract/domain/document-number.ts';
import type { DayCloseState, ShiftState } from '../../../contract/domain/folds/closing.ts';
import type { DocumentState } from '../../../contract/domain/folds/document.ts';
import { shiftSheet } from '../../../contract/domain/shift-sheet.ts';
import type { Db } from '../database/open.ts';
import { statement } from '../database/statement.ts';
import { tillOf } from '../journal/identity.ts';
import { placeOnPaper } from './places.ts';
import { type Printing, printedBy } from './printing.ts';
import { wallTime } from './sales.ts';
import { cityOf, courseOf, nameOf, pointOf, stateOf, workplaceOf } from './state.ts';

/** Business days on one page of the list. */
const DAYS = 20;

/** 以往结账 of one PC, newest first. in: only days before this one; null for the newest. */
export function closingsOf(db: Db, device: string, before: string | null) {
  const days = statement(
    db,
    `SELECT DISTINCT day FROM (
       SELECT day FROM shift WHERE device = @device AND ended > 0 AND day < @before
       UNION SELECT day FROM day_close WHERE device = @device AND day < @before
     ) ORDER BY day DESC LIMIT ${DAYS + 1}`,
  )
    .pluck()
    .all({ device, before: before ?? '~' }) as string[];
  const rows = days.slice(0, DAYS).flatMap((day) => closingsOn(db, device, day));
  return { rows, more: days.length > DAYS };
}

/** The day's own closing above its hand-overs, newest first. */
function closingsOn(db: Db, device: string, day: string): readonly ClosedRow[] {
  const shifts = statement(
    db,
    'SELECT id FROM shift WHERE day = ? AND device = ? AND ended > 0 ORDER BY ended DESC',
  )
    .pluck()
    .all(day, device) as string[];
  const rows = [closedRow(db, 'day', `${device}/${day}`), ...shifts.map((id) => closedRow(db, 'shift', id))];
  return rows.flatMap((row) => row ?? []);
}

/** One hand-over or closed day as the list shows it; null for one that is not closed. */
export function closedRow(db: Db, kind: SheetKind, id: string): ClosedRow | null {
  const found = foundClosing(db, kind, id);
  if (found === null) return null;
  const { document, day, at, by, approver, figures } = found;
  const said = found.said;
  const net = (stream: 'cards' | 'books') =>
    figures.money
      .filter((line) => line.stream === stream)
      .reduce((sum, { inFen, outFen }) => sum + inFen - outFen, 0);
  return {
    ...{ kind, id, document, day },
    time: wallTime(db, at, day),
    by: nameOf(db, by),
    approver: approver === null ? '' : nameOf(db, approver),
    cards: figures.cards,
    cardsFen: net('cards'),
    booksFen: net('books'),
    differenceFen: 'differenceFen' in said ? said.differenceFen : null,
    agree: 'gaps' in said ? derivationsAgree(said.cards, said.gaps) : null,
    prints: stateOf<DocumentState>(db, 'document', document)?.prints ?? 0,
  };
}

interface Found {
  readonly said: NonNullable<ShiftState['closed']> | NonNullable<DayCloseState['closed']>;
  readonly document: string;
  readonly figures: Figures;
  readonly day: string;
  readonly at: number;
  readonly by: string;
  readonly approver: string | null;
  readonly hash: string;
  readonly holder: string;
  readonly openedBy: string;
}

function foundClosing(db: Db, kind: SheetKind, id: string): Found | null {
  if (kind === 'shift') {
    const state = stateOf<ShiftState>(db, 'shift', id);
    if (state === null || state.closed === null) return null;
    const { closed: said, closedBy: by, approver, day, at, hash, openedBy } = state;
    const { document, figures, holder } = said;
    return { said, document, figures, day, at, by, approver, hash, holder, openedBy };
  }
  const state = stateOf<DayCloseState>(db, 'day_close', id);
  if (state === null || state.closed === null) return null;
  const { closed: said, by, approver, at, hash } = state;
  const { document, figures, day, device } = said;
  return { said, document, figures, day, at, by, approver, hash, holder: tillOf({ device }), openedBy: '' };
}

/** Everything the 交班单 or 日结单 says: the figures as they were signed, never computed anew. */
export function closingSheet(db: Db, kind: SheetKind, id: string, printing: Printing): ClosingSheet | null {
  const found = foundClosing(db, kind, id);
  if (found === null) return null;
  const frame = frameOf(db, found, printing);
  const { said } = found;
  if ('shift' in said)
    return shiftSheet(said, frame, found.openedBy === '' ? '' : nameOf(db, found.openedBy));
  return daySheet(said, frame, (course) => courseOf(db, course)?.said.name ?? course);
}

function frameOf(db: Db, found: Found, printing: Printing): SheetFrame {
  const { document, day, at, by, approver, hash, holder } = found;
  const { practice } = cityOf(db).said;
  const code = /^[A-Z]{1,4}(?=\d)/.exec(document)?.[0] ?? '';
  const prints = stateOf<DocumentState>(db, 'document', document)?.prints ?? 0;
  return {
    mark: paperMark(hash),
    practice,
    point: pointOf(db, workplaceOf(db, code)?.said.point ?? code)?.said.name ?? '',
    place: placeOnPaper(db, holder),
    day: day as CalendarDay,
    closedAt: practice ? `${spelled(document)} ${hourInShanghai(at)}` : timeInShanghai(at),
    ...printedBy(db, printing),
    reprint: prints,
    by: nameOf(db, by),
    approver: approver === null ? '' : nameOf(db, approver),
  };
}

/** The business day on which a paper was written, which may be later than the day that it closes. */
function spelled(document: string): string {
  return document.replace(/^.*-(\d{4})(\d{2})(\d{2})-\d+$/, '$1-$2-$3');
}
