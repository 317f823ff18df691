import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { DAILY_AFTER } from '../../electron/engine/backup/copies.ts';
import { openDay } from '../../electron/engine/commands/open-day.ts';
import { receiveCards } from '../../electron/engine/commands/receive-cards.ts';
import type { Db } from '../../electron/engine/database/open.ts';
import { verifyAll } from '../../electron/engine/journal/verify.ts';
import type { Seat } from '../../electron/engine/seat.ts';
import { killedNow, practiceFolder, practiceSeat, refusalOf, reopen, sell } from './city.ts';
import { answerOf, procedureClient } from './engine-under-test.ts';
import { countEvents } from './tables.ts';
import { type SeededWorld, seededWorld } from './world.ts';

interface Timer {
  readonly after: number;
  readonly run: () => void;
}

/** A world whose timers the test fires one by one, and whose waiting times it sees. */
function handWorld(): { world: SeededWorld; waiting: Set<Timer>; next(): Timer } {
  const waiting = new Set<Timer>();
  const base = seededWorld('by hand');
  const world: SeededWorld = {
    ...base,
    timers: {
      after(milliseconds, run) {
        // The daily copy has its own tests.
        if (milliseconds === DAILY_AFTER) return () => {};
        const timer = { after: milliseconds, run };
        waiting.add(timer);
        return () => void waiting.delete(timer);
      },
      nextTurn: () => setImmediate(),
    },
  };
  const next = () => {
    const [timer] = waiting;
    if (timer === undefined || waiting.size !== 1) throw new Error(`${waiting.size} timers wait`);
    waiting.delete(timer);
    timer.run();
    return timer;
  };
  return { world, waiting, next };
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** More events than one slice holds, then the program again. */
async function longJournal(): Promise<string> {
  const { seat, folder } = await practiceSeat();
  for (let turn = 0; turn < 450; turn++) seat.perform(openDay, { day: '2014-05-20' }, `request-${turn}`);
  seat.close();
  return folder;
}

/** Fires timers until one waits longer than the pause between slices; out: how long each had waited. */
function runCheck(next: () => Timer, waiting: Set<Timer>): number[] {
  const waited = [next().after];
  while ([...waiting].every(({ after }) => after < MINUTE) && waiting.size > 0) waited.push(next().after);
  return waited;
}

const codes = (seat: Seat) => seat.state().city?.warnings.map(({ code }) => code);

test('the whole journal is checked in slices some time after opening, and again the next day', async () => {
  const { world, waiting, next } = handWorld();
  const seat = await reopen(await longJournal(), world);
  const waited = runCheck(next, waiting);
  expect(waited[0]).toBe(10 * MINUTE);
  // One slice of the settings, three of 454 own events, and the turn that finds nothing more.
  expect(waited.slice(1)).toEqual([250, 250, 250, 250]);
  expect([...waiting].map(({ after }) => after)).toEqual([DAY]);
  expect(codes(seat)).toEqual([]);
  expect(refusalOf(() => sell(seat, 0, 'request-sold'))).toBe('done');
});

/** Somebody changes an event in the middle; the tails that are checked at start stay as they are. */
function tamper(db: Db): () => void {
  const row = db.prepare("SELECT id, bytes FROM event WHERE request = 'request-100'").get() as {
    id: number;
    bytes: Buffer;
  };
  const put = db.prepare('UPDATE event SET bytes = ? WHERE id = ?');
  put.run(Buffer.from(row.bytes.toString().replace('sk01', 'sk02')), row.id);
  return () => void put.run(row.bytes, row.id);
}

test('a broken chain stops all business, with a warning that lasts over restarts and no way to click it away', async () => {
  const { world, waiting, next } = handWorld();
  const folder = await longJournal();
  const seat = await reopen(folder, world);
  tamper(seat.city().db);
  expect(refusalOf(() => sell(seat, 0, 'request-before'))).toBe('done');
  const events = countEvents(seat.city().db);
  // The mark's timer of that sale waits too.
  for (const timer of [...waiting]) if (timer.after === 5_000) waiting.delete(timer);
  runCheck(next, waiting);
  expect(codes(seat)).toEqual(['CHAIN']);
  expect(refusalOf(() => sell(seat, 1, 'request-after'))).toBe('CHAIN');
  expect(
    refusalOf(() => sell(seat, 0, 'request-before')),
    'what was done is still answered',
  ).toBe('done');
  expect(countEvents(seat.city().db)).toBe(events);

  const again = await reopen(killedNow(folder), handWorld().world, 'zg01');
  expect(codes(again)).toEqual(['CHAIN']);
  expect(refusalOf(() => sell(again, 1, 'request-again'))).toBe('CHAIN');
  const { client, close } = procedureClient(again);
  const warning = again.state().city?.warnings[0]?.id ?? '';
  expect(await answerOf(client.session.settleWarning({ warning, reason: '看过了' }))).toBe('CHAIN_UNSOUND');
  expect(codes(again)).toEqual(['CHAIN']);
  close();
});

test('a second day’s check of the same damage adds no second warning', async () => {
  const { world, waiting, next } = handWorld();
  const seat = await reopen(await longJournal(), world);
  tamper(seat.city().db);
  for (let day = 0; day < 2; day++) runCheck(next, waiting);
  expect(codes(seat)).toEqual(['CHAIN']);
});

test('with the journal whole again, checked at once after the start, a supervisor settles it and selling goes on', async () => {
  const first = handWorld();
  const folder = await longJournal();
  const seat = await reopen(folder, first.world);
  const mend = tamper(seat.city().db);
  runCheck(first.next, first.waiting);
  mend();
  seat.close();
  const { world, waiting, next } = handWorld();
  const again = await reopen(folder, world, 'zg01');
  expect(refusalOf(() => sell(again, 1, 'request-early'))).toBe('CHAIN');
  expect(runCheck(next, waiting)[0]).toBe(0);
  expect(
    refusalOf(() => sell(again, 1, 'request-whole')),
    'nobody has looked at it yet',
  ).toBe('CHAIN');
  const { client, close } = procedureClient(again);
  const warning = again.state().city?.warnings[0]?.id ?? '';
  const reason = '硬盘已更换，记录核对无误';
  expect(await answerOf(client.session.settleWarning({ warning, reason }))).toBe('done');
  expect(refusalOf(() => sell(again, 1, 'request-on'))).toBe('done');
  close();
});

test('closing ends the check', async () => {
  const { world, waiting } = handWorld();
  const seat = await reopen(await practiceFolder(), world);
  expect(waiting.size).toBe(1);
  seat.close();
  expect(waiting.size).toBe(0);
});

test('a slice holds a few large events or many small ones', async () => {
  const { seat } = await practiceSeat();
  for (let turn = 0; turn < 12; turn++) {
    const ranges = Array.from({ length: 500 }, (_, index) => {
      const card = `09${String(turn * 1_000 + index * 2).padStart(10, '0')}` as never;
      return { first: card, last: card };
    });
    seat.perform(receiveCards, { course: '2014-xxaq', note: 'N1', ranges }, `request-${turn}`);
  }
  const slices: number[] = [];
  const { db, journal } = seat.city();
  const check = verifyAll(db, journal.identity.incarnation);
  for (let step = check.next(); ; step = check.next()) {
    if (step.done) {
      expect(step.value).toBe(true);
      break;
    }
    slices.push(step.value);
  }
  // Of two streams, both shorter than 200 events.
  expect(slices.length).toBeGreaterThan(4);
  expect(slices.reduce((sum, count) => sum + count, 0)).toBe(countEvents(seat.city().db));
});
