import { dayInShanghai } from '../../../contract/domain/calendar.ts';
import { faces } from '../../../contract/events/closing.ts';
import { readDay } from '../../../electron/engine/closing/day-figures.ts';
import { counting, handIn } from '../../../electron/engine/closing/standing.ts';
import { steadily } from '../../../electron/engine/closing/steady.ts';
import { bankRemittance } from '../../../electron/engine/commands/bank-remittance.ts';
import { closeDay } from '../../../electron/engine/commands/close-day.ts';
import { closeShift } from '../../../electron/engine/commands/close-shift.ts';
import { openShift } from '../../../electron/engine/commands/open-shift.ts';
import { remitMoney } from '../../../electron/engine/commands/remit-money.ts';
import { withdrawRemittance } from '../../../electron/engine/commands/withdraw-remittance.ts';
import { compareSheet, type Figures, sumsOf } from './compare.ts';
import { attempt, type Place, type Point, press, printSome, sell } from './counter-day.ts';
import type { QuarterPc } from './pc.ts';

export async function beginShift(point: Point, place: Place): Promise<void> {
  const { till } = place;
  if (till.shift !== null) return;
  const input = { count: piecesOf(till.drawer) };
  const said = await press(point, place, { command: openShift, prepare: () => input }, false);
  point.same('float', said['floatFen'], till.drawer);
  till.openShift(till.drawer);
}

/** Counts the drawer, rightly or not, and hands it over; a sale in between asks for another count. */
export async function handOver(point: Point, place: Place): Promise<void> {
  const { chance, same } = point;
  const { pc, till } = place;
  if (till.shift === null && till.undealt() === 0) return;
  if (chance.oneIn(5)) await count(point, place, till.drawer + 100);
  let counted = await count(point, place, drawerSeen(point, place));
  if (chance.oneIn(6)) {
    await sell(point, place, false);
    same('hand-over after another sale', await attempt(() => close(point, place, counted, 0)), 'COUNT_STALE');
    counted = await count(point, place, drawerSeen(point, place));
  }
  const left = chance.oneIn(3) ? 0 : 100 * chance.below(Math.floor(counted / 100) + 1);
  const said = await close(point, place, counted, left);
  const { expectedFen, countedFen, differenceFen } = said;
  same(
    'hand-over: expected, counted, off',
    [expectedFen, countedFen, differenceFen],
    [till.expected(), counted, counted - till.expected()],
  );
  const { receipts: _, ...takings } = sumsOf(said['figures'] as Figures);
  same('hand-over: takings', takings, till.takings());
  till.handOver(counted, left);
  if (chance.oneIn(10)) await pc.revive();
}

/** Honest, or some yuan too many or too few. */
function drawerSeen({ chance }: Point, { till }: Place): number {
  const off = chance.oneIn(4) ? 100 * (chance.below(70) - 35) : 0;
  return Math.max(0, till.drawer + off);
}

async function count({ same, chance }: Point, { pc, till }: Place, fen: number): Promise<number> {
  const request = `pc${pc.number}-count-${till.serial}-${chance.below(1_000_000_000)}`;
  const said = await handIn(pc.seat(), request, piecesOf(fen));
  same('count: expected', said.expectedFen, till.expected());
  same('count: counted', said.countedFen, fen);
  return fen;
}

function close(point: Point, place: Place, counted: number, leftFen: number) {
  const { pc, till } = place;
  const reason = counted === till.expected() ? '' : '找错钱';
  return press(point, place, {
    command: closeShift,
    prepare: async (done) => ({ leftFen, reason, takings: done ? null : await counting(pc.seat()) }),
    approver: 'zg02',
  });
}

/** Closes every day that waits for it, earliest first; now and then while selling goes on. */
export async function closeDays(point: Point, place: Place): Promise<void> {
  const { till } = place;
  for (let [day] = till.unclosed(); day !== undefined; [day] = till.unclosed()) {
    if (point.chance.oneIn(5)) await closeWhileSelling(point, place, day);
    if (till.undealt() > 0) await handOver(point, place);
    await closeOne(point, place, day);
  }
}

/** A sale between the reading of figures and the writing of them: the day it belongs to is not closed without it. */
async function closeWhileSelling(point: Point, place: Place, day: string): Promise<void> {
  const { pc, till } = place;
  const isToday = day === till.day;
  const during = point.chance.oneIn(2);
  point.happened('sale while a day was closed');
  const tried = await attempt(() =>
    closing(point, place, day, async (read) => {
      if (during) pc.meanwhile = () => sell(point, place, false);
      const figures = await read();
      if (!during) await sell(point, place, false);
      return figures;
    }),
  );
  if (tried === 'done') {
    point.same('day closed while selling went on', isToday, false);
    return settle(point, place, day);
  }
  // Read anew, a sale of today is in the figures and nobody has counted it; after the reading it is in nothing yet.
  point.same('refusal while selling goes on', tried, during ? 'HAND_OVER' : 'BUSY');
}

async function closeOne(point: Point, place: Place, day: string): Promise<void> {
  const { pc, till } = place;
  if (till.closed.has(day)) return;
  if (point.chance.oneIn(6)) pc.meanwhile = () => printSome(place);
  await closing(point, place, day, (read) => read());
  await settle(point, place, day);
}

function closing(
  point: Point,
  place: Place,
  day: string,
  reading: (read: () => ReturnType<typeof figuresOf>) => ReturnType<typeof figuresOf>,
) {
  const { pc } = place;
  return press(point, place, {
    command: closeDay,
    prepare: async (done) => ({
      ...{ day, wall: dayInShanghai(pc.world.clock.now()) },
      figures: done ? null : await reading(() => figuresOf(pc, day)),
    }),
    approver: 'sk02',
  });
}

function figuresOf(pc: QuarterPc, day: string) {
  const { db, journal } = pc.city;
  return steadily(journal, () => readDay(db, journal, pc.world.timers, { day, today: pc.day }));
}

async function settle(point: Point, { pc, till }: Place, day: string): Promise<void> {
  const next = day === till.day ? dayAfter(day) : till.day;
  if (day !== till.day) point.happened('day closed later');
  const sheet = till.sheet(day, next);
  compareSheet(point, pc, sheet);
  till.close(day, sheet, next);
  point.same('business day after closing', pc.day, next);
}

export function dayAfter(day: string, days = 1): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** 缴款 of some closed days of one stream; carried to the bank, or withdrawn. */
export async function remit(point: Point, place: Place): Promise<void> {
  const { chance, same } = point;
  const { till } = place;
  const stream = chance.pick(['cards', 'books'] as const);
  const days = [...till.closed.keys()]
    .filter((day) => till.isDue(day, stream) && !chance.oneIn(4))
    .slice(0, 30);
  if (days.length === 0) return;
  const input = { stream, days };
  const said = await press(point, place, { command: remitMoney, prepare: () => input });
  const sum = days.reduce((total, day) => total + till.due(day, stream), 0);
  same('sum of a 缴款单', said['fen'], sum);
  till.wrote(false);
  for (const day of days) till.remitted.add(`${day} ${stream}`);
  const remittance = String(said['remittance']);
  if (chance.oneIn(4)) {
    const why = { remittance, reason: '没有送' };
    await press(point, place, { command: withdrawRemittance, prepare: () => why, actor: 'zg01' }, false);
    for (const day of days) till.remitted.delete(`${day} ${stream}`);
  } else if (chance.oneIn(2)) {
    const slip = { remittance, bankSlip: 'HD-1', on: till.day, today: till.day };
    await press(point, place, { command: bankRemittance, prepare: () => slip }, false);
  }
}

function piecesOf(fen: number) {
  let rest = fen;
  return faces.flatMap((face) => {
    const pieces = Math.floor(rest / face);
    rest -= pieces * face;
    return pieces === 0 ? [] : [{ face, pieces }];
  });
}
