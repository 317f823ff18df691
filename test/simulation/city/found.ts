import { mkdirSync } from 'node:fs';
import { foundCity, type Seat } from '../../../electron/engine/city/found.ts';
import { joinCity } from '../../../electron/engine/city/join.ts';
import { cityFiles, openCity } from '../../../electron/engine/city/open-city.ts';
import { practicePlan } from '../../../electron/engine/city/practice-plan.ts';
import { openDatabase } from '../../../electron/engine/database/open.ts';
import { writeServer } from '../../../electron/engine/sync/books.ts';
import type { CityKeys } from '../../../server/keys.ts';
import { signIssuer } from '../../../wire/certificate.ts';
import { publicKeyOf } from '../../../wire/keys.ts';
import { seededRandom, seededWorld } from '../../engine/world.ts';
import { Line } from './line.ts';
import { CityPc, key, type Seated } from './pc.ts';
import type { VirtualTime } from './time.ts';

export interface Founded {
  readonly keys: CityKeys;
  readonly pcs: readonly CityPc[];
}

/** A real city of the first so many points of the notice, with so many PCs at each, none of which has heard of another. */
export async function foundSimulated(
  { points, pcs, seed, root }: { points: number; pcs: number; seed: number; root: string },
  time: VirtualTime,
): Promise<Founded> {
  const codes = practicePlan.points.slice(0, points).map(({ code }) => code);
  if (codes.length !== points) throw new Error(`the city has ${codes.length} points`);
  const random = seededRandom(`city ${seed}`);
  const places = codes.flatMap((point) =>
    Array.from({ length: pcs }, (_, index) => ({ point, pc: index + 1 })),
  );
  const secrets = places.map(() => random(32));
  const seats = secrets.map((secret, index): Seat => {
    const { point = '', pc = 0 } = places[index] ?? {};
    return { point, workplace: point, pc, publicKey: publicKeyOf(secret), capabilities: ['sell'] };
  });
  const city = foundCity({ ...practicePlan, practice: false }, seats, seededWorld(`founding ${seed}`));
  const opened: CityPc[] = [];
  for (const [index, privateKey] of secrets.entries()) {
    const [certificate, place] = [city.certificates[index], places[index]];
    if (certificate === undefined || place === undefined) throw new Error('a PC without a certificate');
    const name = `${place.point}${place.pc}`;
    const seated = seatedAt(name, place.point, { root, seed, time });
    const files = cityFiles(seated.folder);
    const db = openDatabase(files.database, key);
    joinCity(db, seated.world, { settings: city.settings, certificate, privateKey });
    writeServer(db, { address: 'https://city.invalid', ca: null });
    db.close();
    opened.push(new CityPc(seated, await openCity(files, key, seated.world)));
  }
  return { keys: keysOf(city, random(32)), pcs: opened };
}

function seatedAt(
  name: string,
  point: string,
  { root, seed, time }: { root: string; seed: number; time: VirtualTime },
): Seated {
  const folder = `${root}/${name}`;
  mkdirSync(folder);
  const line = new Line();
  const world = Object.assign(seededWorld(`city ${seed} ${name}`), {
    ...{ timers: time.timersOf(name), clock: time.clockOf(name) },
    connect: () => line.client,
  });
  return { name, point, folder, world, line, time };
}

function keysOf(
  { settings, certificates, authority }: ReturnType<typeof foundCity>,
  issuing: Uint8Array,
): CityKeys {
  const realm = certificates[0]?.statement.realm ?? '';
  const issuer = signIssuer(authority, realm, publicKeyOf(issuing));
  return { realm, authorityKey: publicKeyOf(authority), issuing, issuer, settings };
}
