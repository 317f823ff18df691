import { expect, test } from 'vitest';
import type { ExceptionState } from '../../contract/domain/folds/exception.ts';
import { watchClock } from '../../electron/engine/city/clock-watch.ts';
import { allStates } from '../../electron/engine/queries/state.ts';
import type { Seat } from '../../electron/engine/seat.ts';
import { killedNow, practiceFolder, reopen, sell } from './city.ts';
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
  const watch = watchClock({ clock: { now: () => now } }, now, () => day);
  const jump = watch.jump();
  expect(jump?.kind).toBe('back');
  if (jump !== null) watch.accept(jump);
  now += HOUR;
  expect(watch.jump()).toBe(null);
  day = '2014-05-21';
  expect(watch.jump()?.kind).toBe('back');
});
