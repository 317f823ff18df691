import { derivationsAgree } from '../../../contract/domain/card-balance.ts';
import type { DayCloseState } from '../../../contract/domain/folds/closing.ts';
import type { ReturnState } from '../../../contract/domain/folds/returns.ts';
import { countOf } from '../../../contract/domain/receipt-register.ts';
import { numberAfter } from '../../../contract/domain/sale-receipts.ts';
import type { Payload } from '../../../contract/events/catalogue.ts';
import { goneIn, receiptBooks } from '../../../electron/engine/queries/receipt-books.ts';
import { stateOf } from '../../../electron/engine/queries/state.ts';
import { difference, dumpTables } from '../../engine/tables.ts';
import { cardText } from '../card-text.ts';
import type { Place, Point } from './counter-day.ts';
import type { QuarterPc } from './pc.ts';
import { runs, type Sheet } from './till.ts';

type Closed = Payload<'day.closed'>;

export type Figures = Closed['figures'];

/** A day as the engine closed it, against the model's sheet. */
export function compareSheet({ same }: Pick<Point, 'same'>, pc: QuarterPc, known: Sheet): void {
  const { closed = null } =
    stateOf<DayCloseState>(pc.city.db, 'day_close', `${pc.device}/${known.day}`) ?? {};
  same(`sheet of ${known.day}`, closed === null ? null : sheetOf(closed), known);
  same(`derivations of ${known.day}`, closed !== null && derivationsAgree(closed.cards, closed.gaps), true);
}

function sheetOf(closed: Closed): Sheet {
  const { day, document, figures, cards, shifts, matters, late, gaps } = closed;
  const { first, last, next } = figures.documents;
  return {
    ...{ day, document, ...sumsOf(figures), papers: [first, last, next] },
    balance: cards.flatMap((one) => [
      ...[one.opening, one.received, one.accepted, one.dispatched, one.closing, one.movedOut, one.sold],
    ]),
    shifts: shifts.map((one) => `${one.document} ${one.differenceFen}`),
    unbanked: matters.unbanked,
    strange: late.length + gaps.length,
  };
}

/** Figures of a closing or of a point's day in the model's words. */
export function sumsOf(figures: Omit<Figures, 'documents'>) {
  const { sales, reversals, returns, cards, books, money, receipts } = figures;
  const spelled = (ranges: Figures['soldRanges']) => ranges.map(({ first, last }) => `${first}-${last}`);
  return {
    counts: [sales, reversals, returns, cards, books],
    money: money.map(({ stream, method, inFen, outFen }) => `${stream} ${method} ${inFen} ${outFen}`).sort(),
    sold: spelled(figures.soldRanges),
    back: spelled(figures.backRanges),
    receipts: receipts.map(({ kind, used, voided, next }) => {
      const numbers = used.map(({ first, last }) => `${first}-${last}`);
      return `${kind} used ${numbers} voided ${voided} next ${next}`;
    }),
  };
}

/** Closings as they lie in a PC's tables, by PC and day, byte for byte. */
export function closingsIn({ city }: QuarterPc): ReadonlyMap<string, string> {
  const rows = city.db
    .prepare("SELECT id, state ->> '$.closed' AS closed FROM day_close WHERE day IS NOT NULL ORDER BY id")
    .all() as { readonly id: string; readonly closed: string }[];
  return new Map(rows.map(({ id, closed }) => [id, closed]));
}

/** Of each kind: used, spoiled and left make up what was issued, and every number stands on one sheet. */
export function compareReceipts({ same }: Point, { pc, till }: Place): void {
  const { db, journal } = pc.city;
  const own = receiptBooks(db, journal.identity).filter(({ here }) => here);
  for (const kind of ['fiscal', 'invoice'] as const) {
    const books = own.filter((book) => book.kind === kind);
    const issued = books.reduce((sum, book) => sum + countOf(book), 0);
    const gone = books.reduce((sum, book) => sum + goneIn(db, book).size, 0);
    const lines = [...closedOf(pc)].flatMap((one) =>
      one.figures.receipts.filter((line) => line.kind === kind),
    );
    // Used on one day's sheet, and spoiled by goods that came back on a later one's: still one number.
    const used = lines.flatMap((line) => line.used).flatMap(numbersIn);
    const voided = lines.flatMap((line) => line.voided);
    for (const numbers of [used, voided])
      same(`${kind} numbers that stand twice on the sheets`, numbers.length - new Set(numbers).size, 0);
    same(`${kind} numbers issued`, issued, till.registers[kind].issued);
    same(`${kind} numbers used and spoiled, and on the sheets`, gone, new Set([...used, ...voided]).size);
  }
}

function numbersIn({ first, last }: { readonly first: string; readonly last: string }): string[] {
  const numbers = [first];
  for (let next = numberAfter(first); next !== null && next <= last; next = numberAfter(next))
    numbers.push(next);
  return numbers;
}

function closedOf({ city, device }: QuarterPc): readonly Closed[] {
  const rows = city.db
    .prepare("SELECT state ->> '$.closed' FROM day_close WHERE device = ? AND day IS NOT NULL ORDER BY day")
    .pluck()
    .all(device) as string[];
  return rows.map((row) => JSON.parse(row));
}

/** Where every return's money stands, and where its cards lie, at every PC after everything was told to everybody. */
export function compareReturns({ same, places }: Point): void {
  const backs = places.flatMap(({ till }) => till.backs);
  const known = backs
    .map(({ id, refund, waiting, voided, givenBack }) => [id, refund, waiting.length, voided, givenBack])
    .sort(byId);
  const waiting = backs
    .flatMap((back) => back.waiting)
    .map(cardText)
    .sort();
  for (const { pc } of places) {
    const rows = pc.city.db.prepare('SELECT id, state FROM goods_return').all() as readonly Row[];
    same('returns', rows.map(returnOf).sort(byId), known);
    const shelf = pc.city.db
      .prepare(
        "SELECT number FROM card WHERE holder GLOB 'check:*' AND sales = '' AND voided = 0 ORDER BY number",
      )
      .pluck()
      .all();
    same('cards on the 待核 shelf', shelf, waiting);
  }
}

interface Row {
  readonly id: string;
  readonly state: string;
}

const byId = ([one]: readonly unknown[], [other]: readonly unknown[]) =>
  String(one) < String(other) ? -1 : 1;

function returnOf({ id, state }: Row) {
  const { refund, made, settled }: ReturnState = JSON.parse(state);
  const cards = (ranges: readonly { readonly first: string; readonly last: string }[]) =>
    ranges.reduce((sum, { first, last }) => sum + Number(last.slice(-9)) - Number(first.slice(-9)) + 1, 0);
  const of = (outcome: string) => settled.filter((one) => one.outcome === outcome);
  const voided = of('voided').reduce((sum, { ranges }) => sum + cards(ranges), 0);
  const gone = settled.reduce((sum, { ranges }) => sum + cards(ranges), 0);
  return [id, refund, cards(made?.cards ?? []) - gone, voided, of('givenBack').length > 0];
}

/** After everything was told to everybody. */
export function compareTables({ same, places }: Point): void {
  const [first, ...others] = places.map(({ pc }) => dumpTables(pc.city.db));
  for (const other of others) same('tables of two PCs', difference(first ?? '', other), null);
}

/** A sum of closed days as the model has it. */
export function sumOfSheets(sheets: readonly Sheet[]) {
  const ways = new Map<string, number[]>();
  for (const line of sheets.flatMap(({ money }) => money)) {
    const [stream, method, ...fen] = line.split(' ');
    const way = `${stream} ${method}`;
    const before = ways.get(way) ?? [0, 0];
    ways.set(
      way,
      before.map((sum, side) => sum + Number(fen[side])),
    );
  }
  return {
    counts: [0, 1, 2, 3, 4].map((at) => sheets.reduce((sum, { counts }) => sum + (counts[at] ?? 0), 0)),
    money: [...ways].map(([way, sums]) => `${way} ${sums.join(' ')}`).sort(),
    sold: runs(sheets.flatMap(({ sold }) => sold.flatMap(spread))),
    back: runs(sheets.flatMap(({ back }) => back.flatMap(spread))),
  };
}

function spread(run: string): string[] {
  const [first = '', last = ''] = run.split('-');
  const count = Number(last) - Number(first) + 1;
  return Array.from({ length: count }, (_, index) =>
    String(Number(first) + index).padStart(first.length, '0'),
  );
}
