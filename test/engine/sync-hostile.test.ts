import { expect, test } from 'vitest';
import type { Certificate } from '../../contract/city.ts';
import type { CardNumber } from '../../contract/domain/card-number.ts';
import { receiveCards } from '../../electron/engine/commands/receive-cards.ts';
import type { CityClient } from '../../electron/engine/sync/city-client.ts';
import { type Counter, qz, syncedCity } from './city-line.ts';
import { countEvents, difference, dumpTables } from './tables.ts';

type Pulled = Awaited<ReturnType<CityClient['pull']>>;
type Batch = Pulled['batches'][number];

const card = (index: number) => `04507201400000${1000 + index}` as CardNumber;

async function waiting() {
  const { counters } = await syncedCity([qz(1), qz(2)]);
  const [one, two] = counters;
  if (one === undefined || two === undefined) throw new Error('two were asked for');
  const ranges = [{ first: card(0), last: card(99) }];
  await two.sync.now();
  one.perform(receiveCards, { course: '2014-xxaq', note: 'N1', ranges }, 'take-in');
  await one.sync.now();
  return { one, two };
}

/** Changes what the server hands out. */
function lie(counter: Counter, change: (answer: Pulled) => Pulled | Promise<Pulled>): void {
  counter.line.answers = async (procedure, answer) =>
    procedure === 'pull' ? change(answer as Pulled) : answer;
}
const eachHeader = (change: (batch: Batch['header']) => Partial<Batch['header']>) => (answer: Pulled) => ({
  ...answer,
  batches: answer.batches.map((batch) => ({
    ...batch,
    header: { ...batch.header, ...change(batch.header) },
  })),
});
const others = (counter: Counter, change: Partial<Batch['header']>) =>
  eachHeader(({ device }) => (device === counter.city.journal.identity.device ? {} : change));

const lies: readonly [string, (counter: Counter) => (answer: Pulled) => Pulled | Promise<Pulled>][] = [
  ['a signature nobody made', (two) => others(two, { signature: '0'.repeat(128) })],
  ['another city’s mark', (two) => others(two, { realm: 'e'.repeat(32) })],
  ['an author nobody certified', (two) => others(two, { device: 'e'.repeat(32) })],
  ['another place in the stream', (two) => others(two, { from: 7 })],
  ['another end', (two) => others(two, { head: 'e'.repeat(64) })],
];

test.each(lies)(
  'a batch with %s is not taken in, is noted down, and is taken when it comes as it should',
  async (_, lieOf) => {
    const { one, two } = await waiting();
    const before = countEvents(two.city.db);
    lie(two, lieOf(two));
    await two.sync.now();
    expect(countEvents(two.city.db)).toBe(before);
    expect(two.sync.status()).toMatchObject({ trouble: null, waiting: 0 });
    const refused = two.sync.log({ text: '没有收入', kind: 'refused', before: null, most: 9 });
    expect(refused.length).toBeGreaterThan(0);
    expect(two.city.warnings().map(({ code }) => code)).toEqual(['SYNC_FORGED']);
    two.line.answers = async (_name, answer) => answer;
    await two.sync.now();
    expect(difference(dumpTables(two.city.db), dumpTables(one.city.db))).toBeNull();
  },
);

const nonsense: readonly [string, (answer: Pulled) => Pulled][] = [
  ['sizes that are not the bytes', (answer) => ({ ...answer, sizes: answer.sizes.map((size) => size + 1) })],
  ['fewer sizes than batches', (answer) => ({ ...answer, sizes: answer.sizes.slice(1) })],
  [
    'positions it never asked for',
    (answer) => ({
      ...answer,
      batches: answer.batches.map((one) => ({ ...one, first: one.first + 5, last: one.last + 5 })),
    }),
  ],
  [
    'more positions than events',
    (answer) => ({ ...answer, batches: answer.batches.map((one) => ({ ...one, last: one.last + 1 })) }),
  ],
  [
    'another county’s mailbox',
    (answer) => ({
      ...answer,
      batches: answer.batches.map((one) => ({ ...one, header: { ...one.header, audience: 'point:LS' } })),
    }),
  ],
];

test.each(nonsense)('an answer with %s moves no cursor: it is asked for again', async (_, change) => {
  const { one, two } = await waiting();
  lie(two, change);
  await two.sync.now();
  expect(two.sync.status()).toMatchObject({ trouble: 'SERVER', reachable: true });
  two.line.answers = async (_name, answer) => answer;
  await two.sync.now();
  expect(difference(dumpTables(two.city.db), dumpTables(one.city.db))).toBeNull();
});

test('a server that gives out a certificate of its own making convinces nobody', async () => {
  const { two } = await waiting();
  const before = countEvents(two.city.db);
  two.line.answers = async (procedure, answer) =>
    procedure === 'certificates'
      ? (answer as Certificate[]).map((one) => ({ ...one, statement: { ...one.statement, point: 'LS' } }))
      : answer;
  await two.sync.now();
  expect(countEvents(two.city.db)).toBe(before);
  expect(two.sync.log({ text: '查不到', kind: 'refused', before: null, most: 9 })).toHaveLength(1);
});
