import { expect, test } from 'vitest';
import type { StoredEvent } from '../../contract/events/envelope.ts';
import { makeSale } from '../../electron/engine/commands/make-sale.ts';
import { openDay } from '../../electron/engine/commands/open-day.ts';
import type { Db } from '../../electron/engine/database/open.ts';
import type { Seat } from '../../electron/engine/seat.ts';
import type { FaultPoint } from '../../electron/engine/world.ts';
import { sha256 } from '../../wire/bytes.ts';
import { decodeEvent } from '../../wire/encode.ts';
import { verifies } from './checks.ts';
import { killedNow, practiceSeat, refusalOf, reopen, saleOf, sell } from './city.ts';
import { appendOwn, eventsOf, makeDevice, receiveBatch } from './devices.ts';
import { countEvents, dumpTables } from './tables.ts';

function decodedEvents(db: Db) {
  const rows = db.prepare('SELECT bytes, personal FROM event ORDER BY id').all() as StoredEvent[];
  return rows.map(({ bytes, personal }) => decodeEvent(bytes, personal));
}

function documents({ city }: Seat): string[] {
  return city().db.prepare('SELECT id FROM document ORDER BY id').pluck().all() as string[];
}

test('each event names the one before it in its stream, and positions, numbers and lamport leave no gap', async () => {
  const { seat } = await practiceSeat();
  for (let card = 0; card < 5; card++) sell(seat, card, `request-${card}`);
  const { db, journal } = seat.city();
  const streams = Map.groupBy(
    decodedEvents(db),
    ({ envelope }) => `${envelope.incarnation}/${envelope.audience}`,
  );
  expect(streams.size).toBe(2);
  for (const events of streams.values()) {
    events.forEach(({ envelope }, index) => {
      expect(envelope.position).toBe(index + 1);
      expect(envelope.previous).toBe(events[index - 1]?.hash ?? '');
      expect(envelope.lamport).toBeGreaterThan(events[index - 1]?.envelope.lamport ?? 0);
    });
  }
  const own = decodedEvents(db).filter(
    ({ envelope }) => envelope.incarnation === journal.identity.incarnation,
  );
  expect(own.map(({ envelope }) => envelope.number)).toEqual(own.map((_, index) => index + 1));
  expect(verifies(db)).toBe(true);
});

test.each([
  ['a byte changed', "UPDATE event SET bytes = CAST(replace(bytes, 'sk01', 'sk02') AS BLOB) WHERE id = @row"],
  [
    'a row removed',
    ['touch', 'event_hash', 'event_request', 'event_place']
      .map((table) => `DELETE FROM ${table} WHERE event = @row;`)
      .join(' ')
      .concat('DELETE FROM event WHERE id = @row'),
  ],
  ['a place removed', 'DELETE FROM event_place WHERE event = (SELECT max(event) FROM event_place)'],
  ['a row moved', 'UPDATE event SET position = position + 100 WHERE id = @row'],
  ['a number changed', 'UPDATE event SET number = number + 100 WHERE id = @row'],
  [
    'two rows exchanged',
    'UPDATE event SET position = CASE id WHEN @row THEN -1 ELSE @position END WHERE id >= @row AND id <= @row + 1; UPDATE event SET position = @position + 1 WHERE id = @row',
  ],
  ['another hash', "UPDATE event SET hash = x'00' WHERE id = @row"],
])('the full check finds %s in the middle of the journal', async (_what, sql) => {
  const { seat } = await practiceSeat();
  for (let card = 0; card < 40; card++) sell(seat, card, `request-${card}`);
  const { db, journal } = seat.city();
  const row = db.prepare('SELECT id FROM event WHERE request = ?').pluck().get('request-3') as number;
  const position = journal.read(row).envelope.position;
  expect(verifies(db)).toBe(true);
  db.exec(sql.replaceAll('@row', String(row)).replaceAll('@position', String(position)));
  expect(verifies(db)).toBe(false);
});

test('an event rewritten together with its hash is found by the event that follows it', async () => {
  const { seat } = await practiceSeat();
  for (let card = 0; card < 5; card++) sell(seat, card, `request-${card}`);
  const { db } = seat.city();
  const bytes = db.prepare("SELECT bytes FROM event WHERE request = 'request-3'").pluck().get() as Buffer;
  const forged = Buffer.from(bytes.toString().replace('"actor":"sk01"', '"actor":"sk02"'));
  expect(forged.equals(bytes)).toBe(false);
  db.prepare("UPDATE event SET bytes = ?, hash = ? WHERE request = 'request-3'").run(forged, sha256(forged));
  expect(verifies(db)).toBe(false);
});

test('a journal whose last events were altered is not opened, and nothing is written to it', async () => {
  const { seat, folder } = await practiceSeat();
  sell(seat, 1, 'request-1');
  const { db } = seat.city();
  db.prepare("UPDATE event SET hash = x'00' WHERE request = 'request-1'").run();
  await expect(reopen(killedNow(folder))).rejects.toMatchObject({ problem: { code: 'CHAIN' } });
});

const faultPoints: FaultPoint[] = ['command.begun', 'event.appended', 'tables.folded', 'command.committed'];

class Crash extends Error {}

test.each(faultPoints)(
  'a sale killed at %s is there whole or not at all, and its repetition sells once',
  async (point) => {
    const { seat, world, folder } = await practiceSeat();
    sell(seat, 0, 'request-0');
    const before = countEvents(seat.city().db);
    let image = '';
    world.onReached = (reached) => {
      if (reached !== point) return;
      image = killedNow(folder);
      throw new Crash();
    };
    expect(() => sell(seat, 1, 'request-1')).toThrow(Crash);

    const revived = await reopen(image);
    const survived = point === 'command.committed';
    expect(countEvents(revived.city().db)).toBe(before + (survived ? 1 : 0));
    const first = sell(revived, 1, 'request-1');
    const again = sell(revived, 1, 'request-1');
    expect(again.hash).toBe(first.hash);
    expect(countEvents(revived.city().db)).toBe(before + 1);
    expect(documents(revived).at(-1)).toBe((first.envelope.payload as { document: string }).document);
  },
);

test.each(faultPoints)(
  'an engine that goes on after a failure at %s gives out no number twice',
  async (point) => {
    const { seat, world } = await practiceSeat();
    world.onReached = (reached) => {
      if (reached === point) throw new Crash();
    };
    expect(() => sell(seat, 1, 'request-1')).toThrow(Crash);
    world.onReached = () => {};
    sell(seat, 1, 'request-1');
    sell(seat, 2, 'request-2');
    expect(verifies(seat.city().db)).toBe(true);
    const serials = documents(seat).map((document) => Number(document.slice(-5)));
    expect(serials).toEqual(serials.map((_, index) => index + 1));
  },
);

test('a request used for one deed can not be used for another', async () => {
  const { seat } = await practiceSeat();
  sell(seat, 1, 'request-1');
  const reuse = () => seat.perform(openDay, { day: '2014-05-21' }, 'request-1');
  expect(refusalOf(reuse)).toBe('REQUEST_REUSED');
});

test('a refused command leaves no trace', async () => {
  const { seat } = await practiceSeat();
  sell(seat, 1, 'request-1');
  const { db, journal } = seat.city();
  const before = [countEvents(db), dumpTables(db), journal.heads()];
  expect(refusalOf(() => sell(seat, 1, 'request-2'))).toBe('CARD');
  expect([countEvents(db), dumpTables(db), journal.heads()]).toEqual(before);
});

test('personal fields are outside the chain: withheld, the journal still verifies; exchanged, it does not', async () => {
  const { seat } = await practiceSeat();
  const buyer = {
    kind: 'newEmployer',
    name: '钦州市第一中学',
    area: '市直',
    contact: '张三',
    phone: '',
  } as const;
  seat.perform(makeSale, { ...saleOf(1), buyer }, 'request-1');
  const { db } = seat.city();
  const [employer] = decodedEvents(db).filter(({ envelope }) => envelope.type === 'employer.registered');
  expect(JSON.stringify(employer?.envelope)).not.toContain('张三');
  expect(employer?.fold?.personal).toEqual({ contact: '张三', phone: '' });
  db.exec(
    "UPDATE event SET personal = CAST(replace(personal, '张三', '李四') AS BLOB) WHERE personal IS NOT NULL",
  );
  expect(verifies(db)).toBe(false);
  db.exec('UPDATE event SET personal = NULL');
  expect(verifies(db)).toBe(true);
});

test('the papers of a PC are numbered on without a gap past 99999, on that day and the next', async () => {
  const { seat } = await practiceSeat();
  const put = seat.city().db.prepare("INSERT INTO document VALUES (?, '{}', x'00')");
  for (let serial = 3; serial < 99_999; serial += 99_995)
    put.run(`QZ1A-20140520-${String(serial).padStart(5, '0')}`);
  const numbers = [1, 2, 3].map(
    (card) => (sell(seat, card, `request-${card}`).envelope.payload as Made).document,
  );
  seat.perform(openDay, { day: '2014-05-21' }, 'next-day');
  numbers.push((sell(seat, 4, 'request-4').envelope.payload as Made).document);
  expect(numbers).toEqual([
    'QZ1A-20140520-99999',
    'QZ1A-20140520-100000',
    'QZ1A-20140520-100001',
    'QZ1A-20140521-100002',
  ]);
});

type Made = { readonly document: string };

test('events that arrive after their followers take no head back', () => {
  const [writer, reader] = [makeDevice(), makeDevice()];
  for (const day of ['2014-05-20', '2014-05-21', '2014-05-22']) {
    const { device } = writer.journal.identity;
    const circumstances = { actor: 'sk01', approver: null, role: 'counter', request: `open-${day}` } as const;
    appendOwn(
      writer,
      { type: 'day.opened', payload: { device, day }, entities: [{ kind: 'device', id: device }] },
      { ...circumstances, businessDay: day },
    );
  }
  for (const event of eventsOf(writer).toReversed()) receiveBatch(reader, [event]);
  expect(reader.journal.heads().streams).toEqual(writer.journal.heads().streams);
});

test.each([
  ['backwards', '045072014000000102', '045072014000000101'],
  ['of two series', '0450', '04507'],
  ['without digits at the end', '0450A', '0450B'],
  ['of more cards than any paper names', '0000000', '1000000'],
])('an own event that names a run %s is not written', async (_how, first, last) => {
  const { db, journal, projections } = makeDevice();
  const desk = { actor: 'sk01', approver: null, role: 'counter', businessDay: '2014-05-20' } as const;
  const payload = { device: journal.identity.device, day: desk.businessDay };
  const write = (run: { first: string; last: string }) =>
    appendOwn(
      { db, journal, projections },
      { type: 'day.opened', payload, entities: [{ kind: 'card', ...run }] },
      { ...desk, request: 'request-1' },
    );
  expect(() => write({ first, last })).toThrow('no run');
  expect(countEvents(db)).toBe(0);
});
