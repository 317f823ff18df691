import type { PointDayRow } from '../../../contract/app/reports.ts';
import { hourInShanghai, timeInShanghai } from '../../../contract/domain/calendar.ts';
import { derivationsAgree } from '../../../contract/domain/card-balance.ts';
import { paperMark } from '../../../contract/domain/document-number.ts';
import type { DayCloseState, PointDayState } from '../../../contract/domain/folds/closing.ts';
import type { DocumentState } from '../../../contract/domain/folds/document.ts';
import { netOf } from '../../../contract/domain/point-day.ts';
import type { PointDayPaper, ReportedPc } from '../../../contract/domain/point-day-sheet.ts';
import type { Db } from '../database/open.ts';
import { statement } from '../database/statement.ts';
import { type Identity, tillOf } from '../journal/identity.ts';
import { placeOnPaper } from './places.ts';
import { type ClosedDay, closedDaysOf, closingsOn, hasNews, missingOn, reportsOf } from './point-closings.ts';
import { type Printing, printedBy } from './printing.ts';
import { wallTime } from './sales.ts';
import { cityOf, courses, nameOf, pointOf, stateOf } from './state.ts';

/** Business days the page shows. */
const DAYS = 30;

/** The own point's days, newest first. */
export function pointDays(db: Db, own: Identity): PointDayRow[] {
  return closedDaysOf(db, own.point, DAYS).map((day) => pointDayRow(db, own, day));
}

export function pointDayRow(db: Db, own: Identity, day: string): PointDayRow {
  const closings = closingsOn(db, own.point, day);
  const sum = (of: (one: ClosedDay) => number) => closings.reduce((total, one) => total + of(one), 0);
  return {
    day,
    closed: closings.map((one) => pcName(db, one)),
    missing: missingOn(db, own, day).map((one) => pcName(db, one)),
    cards: sum(({ figures }) => figures.cards),
    cardsFen: sum(({ figures }) => netOf(figures, 'cards')),
    booksFen: sum(({ figures }) => netOf(figures, 'books')),
    reports: reportsOf(db, own.point, day).map(({ said: { document }, by, at }, index) => ({
      ...{ document, nth: index + 1, by: nameOf(db, by) },
      time: wallTime(db, at, day),
      prints: stateOf<DocumentState>(db, 'document', document)?.prints ?? 0,
    })),
    news: hasNews(db, own, day),
  };
}

/** `局机关1号机`: the PC, not its drawer. */
function pcName(db: Db, one: { readonly device: string }): string {
  return placeOnPaper(db, tillOf(one)).replace(/钱柜$/, '');
}

/** A report is found by its number: one day may have several. */
const BY_DOCUMENT = `SELECT p.id FROM point_day p WHERE p.id >= ? AND p.id < ?
  AND EXISTS (SELECT 1 FROM json_each(p.state, '$.reports') r WHERE r.value ->> '$.said.document' = ?)`;

/** Everything the next print of a 日结汇总 says: figures as they were reported, never summed up anew. */
export function pointDayPaper(db: Db, point: string, now: Printing, document: string): PointDayPaper | null {
  const id = statement(db, BY_DOCUMENT).pluck().get(`${point}/`, `${point}0`, document) as string | undefined;
  const reports = id === undefined ? [] : (stateOf<PointDayState>(db, 'point_day', id)?.reports ?? []);
  const index = reports.findIndex((one) => one.said.document === document);
  const report = reports[index];
  if (report === undefined) return null;
  const { said, by, approver, at, hash } = report;
  const closings = said.closings.flatMap(
    ({ device }) => stateOf<DayCloseState>(db, 'day_close', `${device}/${said.day}`)?.closed ?? [],
  );
  const paper = stateOf<DocumentState>(db, 'document', document);
  const { practice } = cityOf(db).said;
  return {
    said,
    nth: index + 1,
    mark: paperMark(hash),
    practice,
    point: pointOf(db, point)?.said.name ?? point,
    pcs: closings.map((one) => reportedPc(db, one)),
    missing: said.missing.map((one) => pcName(db, one)),
    gaps: closings.flatMap(({ gaps }) => gaps),
    latePcs: said.late.map((one) => pcName(db, one)),
    courseNames: Object.fromEntries(courses(db).map(({ said: { course, name } }) => [course, name])),
    // A practice city has its own dates: no paper of it bears the wall's.
    reportedAt: practice ? `${paper?.businessDay ?? ''} ${hourInShanghai(at)}` : timeInShanghai(at),
    by: nameOf(db, by),
    approver: approver === null ? '' : nameOf(db, approver),
    ...printedBy(db, now),
    reprint: paper?.prints ?? 0,
  };
}

function reportedPc(db: Db, closed: ClosedDay): ReportedPc {
  const { document, figures, cards, gaps } = closed;
  return {
    ...{ name: pcName(db, closed), document, cards: figures.cards },
    cardsFen: netOf(figures, 'cards'),
    booksFen: netOf(figures, 'books'),
    agree: derivationsAgree(cards, gaps),
  };
}
