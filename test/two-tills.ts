import { mkdirSync } from 'node:fs';
import { foundCity } from '../electron/engine/city/found.ts';
import { joinCity } from '../electron/engine/city/join.ts';
import { cityFiles } from '../electron/engine/city/open-city.ts';
import { practicePlan } from '../electron/engine/city/practice-plan.ts';
import { openDatabase } from '../electron/engine/database/open.ts';
import type { World } from '../electron/engine/world.ts';
import { deriveKey } from '../wire/bytes.ts';
import { publicKeyOf } from '../wire/keys.ts';

/** Lays a practice city into a data folder whose point has two PCs, this one being the first. in: the folder's own key. */
export function foundTwoTills(folder: string, world: World, folderKey: Uint8Array): void {
  const practice = `${folder}/practice`;
  const key = deriveKey(folderKey, 'practice database');
  mkdirSync(practice, { recursive: true });
  const keys = [world.random(32), world.random(32)];
  const seats = keys.map((one, index) => ({
    ...{ publicKey: publicKeyOf(one), point: 'QZ', workplace: 'QZ', pc: index + 1 },
    capabilities: ['sell' as const],
  }));
  const { settings, certificates } = foundCity(practicePlan, seats, world);
  const [privateKey] = keys;
  const [certificate] = certificates;
  if (privateKey === undefined || certificate === undefined) throw new Error('a city without its first PC');
  const db = openDatabase(cityFiles(practice).database, key);
  joinCity(db, world, { settings, certificate, privateKey });
  db.close();
}
