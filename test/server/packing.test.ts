import { expect, test } from 'vitest';
import type { CardNumber } from '../../contract/domain/card-number.ts';
import type { StoredEvent } from '../../contract/events/envelope.ts';
import { makeSale } from '../../electron/engine/commands/make-sale.ts';
import { receiveCards } from '../../electron/engine/commands/receive-cards.ts';
import { openBatch, repack } from '../../wire/batch.ts';
import { decodeEvent } from '../../wire/encode.ts';
import { practiceSeat, saleOf } from '../engine/city.ts';
import { type SeededWorld, seededRandom, seededWorld } from '../engine/world.ts';

const card = (index: number) => `04507201400${String(1_000_000 + index)}` as CardNumber;

/** As `crypto.randomUUID()`, by a seed. */
function uuids(): () => string {
  const random = seededRandom('requests');
  return () =>
    Buffer.from(random(16))
      .toString('hex')
      .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** Nobody sells to the beat of a clock. */
function unevenWorld(): SeededWorld {
  const random = seededRandom('pauses');
  const world = seededWorld();
  let now = world.clock.now();
  const pause = () => 500 + 20 * (random(1)[0] ?? 0);
  return Object.assign(world, {
    clock: {
      now() {
        now += pause();
        return now;
      },
    },
  });
}

/** What a full batch of a counter's sales weighs: the figure of design.md §6, at most 60 bytes a sale. */
test('a thousand sales of one card each travel in at most 60 bytes a sale', async () => {
  const { seat } = await practiceSeat('sk01', unevenWorld());
  const request = uuids();
  const ranges = [{ first: card(0), last: card(999) }];
  seat.perform(receiveCards, { course: '2014-xxaq', note: 'N1', ranges }, request());
  for (let n = 0; n < 1_000; n++)
    seat.perform(makeSale, { ...saleOf(1), cards: [{ first: card(n), last: card(n) }] }, request());
  const rows = seat.city().db.prepare('SELECT bytes, personal FROM event ORDER BY id DESC LIMIT 1000').all();
  const events = (rows as StoredEvent[]).toReversed();
  const opened = events.map((event) => ({ ...event, decoded: decodeEvent(event.bytes, event.personal) }));
  expect(new Set(opened.map(({ decoded }) => decoded.envelope.type))).toEqual(new Set(['sale.made']));
  const batch = repack(opened, '0'.repeat(128));
  expect(openBatch(batch)).toEqual(opened);
  const plain = events.reduce((sum, { bytes }) => sum + bytes.length, 0) / 1_000;
  const each = batch.packed.length / 1_000;
  console.log(`packed: ${each.toFixed(1)} bytes a sale, of ${plain.toFixed(0)} in the journal`);
  expect(each).toBeLessThanOrEqual(60);
});
