import { mkdirSync } from 'node:fs';
import type { Certificate } from '../contract/city.ts';
import { foundCity } from '../electron/engine/city/found.ts';
import { joinCity } from '../electron/engine/city/join.ts';
import { cityFiles } from '../electron/engine/city/open-city.ts';
import { practicePlan } from '../electron/engine/city/practice-plan.ts';
import { openDatabase } from '../electron/engine/database/open.ts';
import type { World } from '../electron/engine/world.ts';
import { deriveKey } from '../wire/bytes.ts';
import { publicKeyOf } from '../wire/keys.ts';

/** What the second PC of that point joins with. */
export interface OtherPc {
  readonly settings: Uint8Array;
  readonly certificate: Certificate;
  readonly privateKey: Uint8Array;
}

/** Lays a practice city into a data folder whose point has two PCs, this one being the first. in: the folder's own key; out: the second. */
export function foundTwoTills(folder: string, world: World, folderKey: Uint8Array): OtherPc {
  const practice = `${folder}/practice`;
  const key = deriveKey(folderKey, 'practice database');
  mkdirSync(practice, { recursive: true });
  const keys = [world.random(32), world.random(32)];
  const seats = keys.map((one, index) => ({
    ...{ publicKey: publicKeyOf(one), point: 'QZ', workplace: 'QZ', pc: index + 1 },
    capabilities: ['sell' as const],
  }));
  const { settings, certificates } = foundCity(practicePlan, seats, world);
  const [privateKey, otherKey] = keys;
  const [certificate, other] = certificates;
  if (privateKey === undefined || otherKey === undefined || certificate === undefined || other === undefined)
    throw new Error('a city without its two PCs');
  const db = openDatabase(cityFiles(practice).database, key);
  joinCity(db, world, { settings, certificate, privateKey });
  db.close();
  return { settings, certificate: other, privateKey: otherKey };
}
