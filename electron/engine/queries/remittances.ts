import type { DueStream, RemittanceRow, RemittanceStanding } from '../../../contract/app/remittance.ts';
import type { CalendarDay } from '../../../contract/domain/calendar.ts';
import { paperMark } from '../../../contract/domain/document-number.ts';
import type { DayCloseState, RemittanceState } from '../../../contract/domain/folds/closing.ts';
import type { DocumentState } from '../../../contract/domain/folds/document.ts';
import { type Fen, fen } from '../../../contract/domain/money.ts';
import { type MoneyStream, moneyStreams } from '../../../contract/domain/payment.ts';
import { bankBy, dueDayOf, sumOfDays, urgencyOf } from '../../../contract/domain/remittance.ts';
import type { RemittancePaper } from '../../../contract/domain/remittance-sheet.ts';
import type { Db } from '../database/open.ts';
import { statement } from '../database/statement.ts';
import { tillOf } from '../journal/identity.ts';
import { placeOnPaper } from './places.ts';
import { type Printing, printedBy } from './printing.ts';
import { wallTime } from './sales.ts';
import { businessDayOf, cityOf, nameOf, pointOf, policiesOf, stateOf, workplaceOf } from './state.ts';

type Id = { readonly id: string };
type Made = NonNullable<RemittanceState['made']>;

/** How things stand with this PC's money: what is due of each stream, and what is on its way to the bank. */
export function remittanceStanding(db: Db, device: string, latestSlipDay: string): RemittanceStanding {
  const policy = policiesOf(db);
  const day = businessDayOf(db, device);
  return {
    day,
    latestSlipDay,
    streams: dueStreams(db, device, day as CalendarDay),
    open: openIds(db, device).flatMap((id) => remittanceRow(db, id) ?? []),
    policy:
      policy === null
        ? null
        : { withinDays: policy.bankWithinDays, atOnceFromFen: policy.bankSameDayFromFen },
  };
}

/** Closed days and 缴款单 whose money is not known to be at the bank, and how many of them are late. */
export function remittanceCounts(db: Db, device: string): { waiting: number; overdue: number } {
  const { streams, open } = remittanceStanding(db, device, '');
  const all = [...streams.flatMap(({ days }) => days), ...open];
  return { waiting: all.length, overdue: all.filter(({ urgency }) => urgency === 'overdue').length };
}

/** Closed days not on a 缴款单 of one stream or the other, by the raw columns: a year's closings are read as fast as a day's. */
const DUE = `SELECT state FROM day_close WHERE device = ? AND day IS NOT NULL
  AND (state ->> '$.remitted.cards' IS NULL OR state ->> '$.remitted.books' IS NULL) ORDER BY day`;

function dueStreams(db: Db, device: string, today: CalendarDay): DueStream[] {
  const states = statement(db, DUE).pluck().all(device) as string[];
  const closes = states.map((state) => JSON.parse(state) as DayCloseState);
  const policy = policiesOf(db);
  return moneyStreams.map((stream) => {
    const due = closes.flatMap((close) => dueDayOf(close, stream) ?? []);
    const sum = sumOfDays(due);
    const days = due.map((one) => {
      const by = bankBy(one.day, sum, policy);
      return { ...one, bankBy: by, urgency: urgencyOf(by, today) };
    });
    return { stream, days, atOnce: sum > 0 && (policy === null || sum >= policy.bankSameDayFromFen) };
  });
}

function openIds(db: Db, device: string): readonly string[] {
  const rows = statement(
    db,
    "SELECT id FROM remittance WHERE open = 1 AND state ->> '$.made.device' = ? ORDER BY day, at, id",
  ).all(device) as Id[];
  return rows.map(({ id }) => id);
}

const PAGE = 30;

/** A page of this PC's 缴款单, newest first. in: the last one of the page before. */
export function remittancePage(db: Db, device: string, after: string | null) {
  const last = after === null ? null : stateOf<RemittanceState>(db, 'remittance', after);
  const { day, at } = last ?? { day: '~', at: 0 };
  const rows = statement(
    db,
    `SELECT id FROM remittance INDEXED BY remittance_by_day_at
     WHERE (day, at, id) < (?, ?, ?) AND state ->> '$.made.device' = ?
     ORDER BY day DESC, at DESC, id DESC LIMIT ${PAGE + 1}`,
  ).all(day, at, after ?? '', device) as Id[];
  const shown = rows.slice(0, PAGE).flatMap(({ id }) => remittanceRow(db, id) ?? []);
  return { rows: shown, more: rows.length > PAGE };
}

/** One 缴款单 as lists show it; null while it has not arrived. */
export function remittanceRow(db: Db, id: string): RemittanceRow | null {
  const state = stateOf<RemittanceState>(db, 'remittance', id);
  if (state === null || state.made === null) return null;
  const { made, day, at, by, banked, withdrawn } = state;
  const limit = state.open ? limitOf(db, made) : null;
  return {
    ...{ remittance: id, document: made.document, stream: made.stream, businessDay: day, fen: made.fen },
    time: wallTime(db, at, day),
    by: nameOf(db, by),
    days: made.days.map((one) => one.day),
    state: banked !== null ? 'banked' : withdrawn === null ? 'open' : 'withdrawn',
    bankSlip: banked?.slip ?? '',
    bankedOn: banked?.on ?? '',
    reason: withdrawn?.reason ?? '',
    bankBy: limit,
    urgency: limit === null ? null : urgencyOf(limit, businessDayOf(db, made.device) as CalendarDay),
    prints: printsOf(db, made.document),
  };
}

/** That of its earliest day. */
function limitOf(db: Db, { days, fen: sum }: Made): CalendarDay {
  return bankBy((days[0]?.day ?? '') as CalendarDay, sum, policiesOf(db));
}

function printsOf(db: Db, document: string): number {
  return stateOf<DocumentState>(db, 'document', document)?.prints ?? 0;
}

/** Everything the next print of a 缴款单 says, from tables alone. */
export function remittancePaper(db: Db, id: string, now: Printing): RemittancePaper | null {
  const state = stateOf<RemittanceState>(db, 'remittance', id);
  if (state === null || state.made === null) return null;
  const { made, by, day, hash, banked, withdrawn } = state;
  const { document, stream, device } = made;
  return {
    number: document,
    mark: paperMark(hash),
    practice: cityOf(db).said.practice,
    point: pointOnPaper(db, document),
    place: placeOnPaper(db, tillOf({ device })),
    stream,
    day: day as CalendarDay,
    days: made.days.map((one) => ({
      day: one.day as CalendarDay,
      document: one.document,
      fen: fen(one.fen) as Fen,
      receipts: receiptsOf(db, `${device}/${one.day}`, stream),
    })),
    totalFen: fen(made.fen),
    by: nameOf(db, by),
    banked: banked === null ? null : { slip: banked.slip, on: banked.on as CalendarDay },
    withdrawn: withdrawn === null ? null : { reason: withdrawn.reason, by: nameOf(db, withdrawn.by) },
    ...printedBy(db, now),
    reprint: printsOf(db, document),
  };
}

/** 财政票据 go with card money, 发票 with book money (notice 五, 六). */
function receiptsOf(db: Db, close: string, stream: MoneyStream) {
  const receipts = stateOf<DayCloseState>(db, 'day_close', close)?.closed?.figures.receipts ?? [];
  return receipts.filter(({ kind }) => (kind === 'fiscal') === (stream === 'cards'));
}

/** The point whose PC wrote a paper, by the code of its workplace on it. */
export function pointOnPaper(db: Db, document: string): string {
  const code = /^[A-Z]{1,4}(?=\d)/.exec(document)?.[0] ?? '';
  return pointOf(db, workplaceOf(db, code)?.said.point ?? code)?.said.name ?? '';
}
