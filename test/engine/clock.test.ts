import { expect, test } from 'vitest';
import type { ExceptionState } from '../../contract/domain/folds/exception.ts';
import { watchClock } from '../../electron/engine/city/clock-watch.ts';
import { foundCity } from '../../electron/engine/city/found.ts';
import { joinCity } from '../../electron/engine/city/join.ts';
import { cityFiles, openCity } from '../../electron/engine/city/open-city.ts';
import { practicePlan } from '../../electron/engine/city/practice-plan.ts';
import { execute } from '../../electron/engine/commands/command.ts';
import { confirmClock } from '../../electron/engine/commands/confirm-clock.ts';
import { openDay } from '../../electron/engine/commands/open-day.ts';
import { openDatabase } from '../../electron/engine/database/open.ts';
import { allStates } from '../../electron/engine/queries/state.ts';
import type { Seat } from '../../electron/engine/seat.ts';
import type { World } from '../../electron/engine/world.ts';
import { publicKeyOf } from '../../wire/keys.ts';
import { killedNow, practiceFolder, reopen, sell, tempFolder } from './city.ts';
import { answerOf, procedureClient } from './engine-under-test.ts';
import { type SeededWorld, seededWorld } from './world.ts';

const HOUR = 3_600_000;
const MORNING = Date.UTC(2014, 4, 20, 1);

/** A world whose wall clock the test sets. */
function clockAt(start: number, seed: string): SeededWorld & { wall: number } {
  const world = { ...seededWorld(seed), wall: start };
  return Object.assign(world, { clock: { now: () => world.wall } });
}

async function counter() {
  const folder = await practiceFolder();
  const world = clockAt(MORNING + HOUR, 'clock');
  const seat = await reopen(folder, world);
  return { folder, world, seat, ...procedureClient(seat) };
}

const question = (seat: Seat) => seat.state().city?.clock ?? null;
const confirmed = (seat: Seat) =>
  allStates<ExceptionState>(seat.city().db, 'exception').filter(({ type }) => type === 'clock.confirmed');

test('a clock set back is asked about until somebody confirms it, and selling waits for nobody', async () => {
  const { seat, world, client, close } = await counter();
  expect(question(seat)).toBe(null);
  world.wall -= 3 * HOUR;
  expect(question(seat)).toEqual({ kind: 'back', seen: '2014-05-20 10:00', shown: '2014-05-20 07:00' });
  sell(seat, 0, 'request-1');
  expect(question(seat)).not.toBe(null);
  await client.session.confirmClock({ request: 'request-2' });
  await client.session.confirmClock({ request: 'request-2' });
  expect(question(seat)).toBe(null);
  expect(confirmed(seat)).toMatchObject([
    {
      by: 'sk01',
      said: { kind: 'back', seen: MORNING + HOUR, shown: MORNING - 2 * HOUR },
    },
  ]);
  close();
});

test('what was confirmed is not asked again, also after a restart; the next jump is', async () => {
  const { folder, seat, world, client, close } = await counter();
  world.wall -= 3 * HOUR;
  await client.session.confirmClock({ request: 'request-1' });
  world.fireTimers();
  close();
  seat.close();
  const again = await reopen(folder, clockAt(MORNING - 2 * HOUR + 60_000, 'again'));
  expect(question(again)).toBe(null);
  again.close();
  const later = await reopen(folder, clockAt(MORNING - 3 * HOUR, 'later'));
  expect(question(later)?.kind).toBe('back');
});

test('what nobody confirmed is asked again after a restart and after a crash: a jump ahead never passes for seen', async () => {
  const { folder, seat, world } = await counter();
  world.wall += 400 * 24 * HOUR;
  expect(question(seat)?.kind).toBe('ahead');
  sell(seat, 0, 'request-1');
  world.fireTimers();
  const image = killedNow(folder);
  seat.close();
  for (const place of [folder, image]) {
    const again = await reopen(place, clockAt(world.wall + HOUR, place));
    expect(question(again)).toMatchObject({ kind: 'ahead', seen: '2014-05-20 10:00' });
    again.close();
  }
});

test('nothing to confirm is no event', async () => {
  const { seat, client, close } = await counter();
  expect(await answerOf(client.session.confirmClock({ request: 'request-1' }))).toBe('done');
  expect(confirmed(seat)).toEqual([]);
  close();
});

test('a wall day before the business day is confirmed once for that day', () => {
  let [now, day] = [MORNING - 24 * HOUR, '2014-05-20'];
  const watch = watchClock({ clock: { now: () => now } }, now, () => day, null);
  const jump = watch.jump();
  expect(jump?.kind).toBe('back');
  if (jump !== null) watch.accept(jump);
  now += HOUR;
  expect(watch.jump()).toBe(null);
  day = '2014-05-21';
  expect(watch.jump()?.kind).toBe('back');
});

/** A real city, whose business days follow the wall, with its business day opened. */
function realCity(world: SeededWorld) {
  const privateKey = world.random(32);
  const seat = {
    ...{ publicKey: publicKeyOf(privateKey), point: 'QZ', workplace: 'QZ', pc: 1 },
    capabilities: ['sell' as const],
  };
  const { settings, certificates } = foundCity({ ...practicePlan, practice: false }, [seat], world);
  const [certificate] = certificates;
  if (certificate === undefined) throw new Error('a PC without a certificate');
  const files = cityFiles(tempFolder());
  const key = new Uint8Array(32).fill(5);
  const db = openDatabase(files.database, key);
  joinCity(db, world, { settings, certificate, privateKey });
  db.close();
  return (now: World) => openCity(files, key, now);
}

test('a wall day before the business day that was confirmed is not asked about again after a restart, but on the next day', async () => {
  const world = clockAt(MORNING - 24 * HOUR, 'real');
  const open = realCity(world);
  const desk = { actor: 'sk01', role: 'counter' as const, businessDay: '2014-05-20' };
  const city = await open(world);
  execute(city, openDay, { day: '2014-05-20' }, desk, 'open-day-1');
  const jump = city.clock.jump() ?? expect.fail('nothing was asked');
  execute(city, confirmClock, jump, desk, 'request-1');
  city.clock.accept(jump);
  city.close();
  const again = await open(clockAt(MORNING - 23 * HOUR, 'real again'));
  expect(again.clock.jump()).toBe(null);
  execute(again, openDay, { day: '2014-05-21' }, desk, 'open-day-2');
  expect(again.clock.jump()?.kind).toBe('back');
  again.close();
  const unanswered = await open(clockAt(MORNING - 22 * HOUR, 'real, later'));
  expect(unanswered.clock.jump()?.kind).toBe('back');
  unanswered.close();
});
