import { expect, test } from 'vitest';
import { openDay } from '../../electron/engine/commands/open-day.ts';
import { verifyTails } from '../../electron/engine/journal/verify.ts';
import { verifies } from './checks.ts';
import { eventsOf, receiveBatch } from './devices.ts';
import { type Pc, pcsOfOnePoint } from './two-pcs.ts';

/** PC 1 has opened 20 days; PC 2 has heard of those whose places are told. */
async function heard(which: (position: number) => boolean): Promise<{ one: Pc; two: Pc }> {
  const [one, two] = await pcsOfOnePoint(2);
  if (one === undefined || two === undefined) throw new Error('two PCs were asked for');
  for (let turn = 0; turn < 20; turn++) one.perform(openDay, { day: '2014-05-20' }, `day-${turn}`);
  const own = one.city.db
    .prepare('SELECT position, bytes, personal FROM event WHERE request LIKE ? ORDER BY position')
    .all('day-%') as { position: number; bytes: Buffer; personal: Buffer | null }[];
  receiveBatch(
    two.city,
    own.filter((_, index) => which(index)),
  );
  two.city.journal.lookups.settle();
  return { one, two };
}

const whole = ({ city: { db, journal } }: Pc) => [
  verifyTails(db, journal.identity.incarnation),
  verifies(db),
];

test.each([
  ['begins late', (place: number) => place >= 5],
  ['has gaps', (place: number) => place % 3 !== 1],
  ['lacks its last', (place: number) => place < 15],
] as const)('another PC’s stream that %s is not complete yet, and no damage', async (_, which) => {
  const { one, two } = await heard(which);
  expect(whole(two)).toEqual([true, true]);
  receiveBatch(two.city, eventsOf(one.city));
  two.city.journal.lookups.settle();
  expect(whole(two)).toEqual([true, true]);
});

test('what did arrive of another PC’s stream still hangs together, or the chain is broken', async () => {
  const { two } = await heard((place) => place >= 5 && place !== 10);
  const { db } = two.city;
  const row = db.prepare("SELECT id, bytes FROM event WHERE request LIKE 'day-12-%'").get() as {
    id: number;
    bytes: Buffer;
  };
  const changed = Buffer.from(row.bytes.toString().replace('sk01', 'sk02'));
  db.prepare('UPDATE event SET bytes = ? WHERE id = ?').run(changed, row.id);
  expect(whole(two)).toEqual([false, false]);
});

test('a gap in the own stream is damage, and so is an event without its place', async () => {
  const { one, two } = await heard(() => true);
  const { db, journal } = one.city;
  journal.lookups.settle();
  const place = "event = (SELECT id FROM event WHERE request LIKE 'day-12-%')";
  db.prepare(`DELETE FROM event_place WHERE ${place}`).run();
  expect(whole(one)).toEqual([false, false]);
  // Of another PC's stream it looks like a gap; the count tells it from one.
  two.city.db.prepare(`DELETE FROM event_place WHERE ${place}`).run();
  expect(whole(two)).toEqual([true, false]);
});
