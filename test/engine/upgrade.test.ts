import { expect, test } from 'vitest';
import type { EntityRef, StoredEvent } from '../../contract/events/envelope.ts';
import type { Seat } from '../../electron/engine/seat.ts';
import { decodeEvent, encodeEnvelope } from '../../wire/encode.ts';
import { killedNow, practiceCard, practiceSeat, refusalOf, reopen, sell } from './city.ts';
import { countEvents, dumpTables } from './tables.ts';

/** An event of another PC of this city, of a type this program may or may not know. */
function foreign(
  seat: Seat,
  type: string,
  payload: Record<string, unknown>,
  entities: EntityRef[],
): StoredEvent {
  const { identity } = seat.city().journal;
  const bytes = encodeEnvelope({
    realm: identity.realm,
    device: 'e'.repeat(32),
    incarnation: 'A-eeeeeeeeeeee',
    number: 1,
    audience: 'point:QZ',
    position: 1,
    previous: '',
    lamport: 1000,
    businessDay: '2014-05-20',
    at: 0,
    actor: 'zg01',
    approver: null,
    role: 'supervisor',
    request: 'foreign-1',
    entities,
    type,
    version: 1,
    payload,
    private: null,
  });
  return { bytes, personal: null };
}

/** As a program that does not know the type keeps it. */
function keepUnread(seat: Seat, event: StoredEvent): void {
  const { journal } = seat.city();
  journal.receive(event, { ...decodeEvent(event.bytes, null), fold: null });
  journal.commit();
}

const cards = (first: number, last: number): EntityRef[] => [
  { kind: 'card', first: practiceCard(first), last: practiceCard(last) },
];

test('an event of a newer program is kept byte for byte and changes no table', async () => {
  const { seat } = await practiceSeat();
  const { db } = seat.city();
  const event = foreign(seat, 'cards.exchanged', { why: '新版本' }, cards(10, 12));
  const before = dumpTables(db);
  keepUnread(seat, event);
  const kept = db.prepare('SELECT bytes, personal, readable FROM event ORDER BY id DESC LIMIT 1').get();
  expect(kept).toEqual({ bytes: event.bytes, personal: null, readable: 0 });
  expect(dumpTables(db)).toBe(before);
});

test('what it touched is refused with 需先升级, everything else goes on', async () => {
  const { seat } = await practiceSeat();
  keepUnread(seat, foreign(seat, 'cards.exchanged', {}, cards(10, 12)));
  const outcomes = [9, 10, 12, 13].map((card) => refusalOf(() => sell(seat, card, `request-${card}`)));
  expect(outcomes).toEqual(['done', 'UPGRADE_FIRST', 'UPGRADE_FIRST', 'done']);
});

test('cards of another series with numbers that look alike are not taken for touched ones', async () => {
  const { seat } = await practiceSeat();
  keepUnread(seat, foreign(seat, 'cards.exchanged', {}, [{ kind: 'card', first: '0', last: '9' }]));
  expect(refusalOf(() => sell(seat, 10, 'request-10'))).toBe('done');
});

function writeOff(seat: Seat): StoredEvent {
  const ranges = [{ first: practiceCard(10), last: practiceCard(12) }];
  const payload = { document: 'QZ2A-20140520-00001', ranges, reason: '损坏', heads: {} };
  return foreign(seat, 'cards.writtenOff', payload, cards(10, 12));
}

const voided = ({ city }: Seat) =>
  city().db.prepare('SELECT count(*) FROM card WHERE voided = 1').pluck().get() as number;

test('after the upgrade it is read, folded, and no longer in the way', async () => {
  const { seat, folder } = await practiceSeat();
  keepUnread(seat, writeOff(seat));
  expect(voided(seat)).toBe(0);
  const upgraded = await reopen(killedNow(folder));
  expect(voided(upgraded)).toBe(3);
  expect(refusalOf(() => sell(upgraded, 10, 'request-10'))).toBe('CARD');
  expect(countEvents(upgraded.city().db)).toBe(countEvents(seat.city().db));
});

test('a kill while it is being folded anew leaves nothing unread or unfolded', async () => {
  const { seat, world, folder } = await practiceSeat();
  keepUnread(seat, writeOff(seat));
  const image = killedNow(folder);
  let second = '';
  const dying = {
    ...world,
    timers: {
      ...world.timers,
      nextTurn: () => {
        second ||= killedNow(image);
        return Promise.reject(new Error('killed'));
      },
    },
  };
  await expect(reopen(image, dying)).rejects.toThrow('killed');
  expect(second).not.toBe('');
  expect(voided(await reopen(second))).toBe(3);
});
