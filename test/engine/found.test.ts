import { expect, test } from 'vitest';
import { objectionTo } from '../../contract/authority.ts';
import { PROTOCOL } from '../../contract/city.ts';
import { foundCity } from '../../electron/engine/city/found.ts';
import { joinCity } from '../../electron/engine/city/join.ts';
import { cityFiles, openCity } from '../../electron/engine/city/open-city.ts';
import { openDatabase } from '../../electron/engine/database/open.ts';
import { capabilitiesOf } from '../../electron/engine/journal/identity.ts';
import { openSqliteStore } from '../../server/store/sqlite.ts';
import { isGenuine } from '../../wire/certificate.ts';
import { decodeEvent } from '../../wire/encode.ts';
import { publicKeyOf } from '../../wire/keys.ts';
import { tempFolder } from './city.ts';
import { serverOver } from './city-line.ts';
import { eventsOf } from './devices.ts';
import { realPlan } from './new-city.ts';
import { seededWorld } from './world.ts';

const KEY = new Uint8Array(32).fill(6);

test('the keys of a founded city make a server whose certificates its authority vouches for', async () => {
  const founded = foundCity(realPlan, [], seededWorld('founding'));
  const { realm, authorityKey } = founded;
  const store = openSqliteStore(':memory:', KEY, realm);
  const server = serverOver(store, founded);
  const seat = { point: 'LS', workplace: 'LS', pc: 1, capabilities: ['sell' as const] };
  const code = await server.enrolment.issue(seat, 3_600_000);
  const publicKey = publicKeyOf(seededWorld('new pc').random(32));
  const certificate = await server.enrolment.enrol({ protocol: PROTOCOL, code, publicKey }, '127.0.0.1');
  expect(isGenuine(certificate, realm, authorityKey)).toBe(true);
  expect(certificate.statement).toMatchObject(seat);
  await store.close();
});

test('the publisher of a founded city opens it as the PC that oversees and publishes; its settings were its own to say', async () => {
  const world = seededWorld('founding');
  const { settings, publisher } = foundCity(realPlan, [], world);
  const files = cityFiles(tempFolder());
  const db = openDatabase(files.database, KEY);
  joinCity(db, world, { settings, ...publisher });
  db.close();
  const city = await openCity(files, KEY, world);
  expect(capabilitiesOf(city.db)).toEqual(['oversee', 'publish']);
  const { device, point } = city.journal.identity;
  const author = { device, point, capabilities: capabilitiesOf(city.db) };
  const said = eventsOf(city).map(({ bytes, personal }) => decodeEvent(bytes, personal).envelope);
  expect(said.length).toBeGreaterThan(10);
  expect(said.map((event) => [event.device, objectionTo(event, author)])).toEqual(
    said.map(() => [device, null]),
  );
  city.close();
});
