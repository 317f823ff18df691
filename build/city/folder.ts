import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { certificate } from '../../contract/city.ts';
import {
  type FirstAdministrator,
  firstPlan,
  withoutAdministrator,
} from '../../electron/engine/city/first-plan.ts';
import { type FoundedCity, foundCity } from '../../electron/engine/city/found.ts';
import { createSealedFile } from '../../electron/engine/city/sealed-file.ts';
import { refuse } from '../../electron/engine/problem.ts';
import type { World } from '../../electron/engine/world.ts';
import { keyFromFile } from '../../electron/key-file.ts';
import type { CityKeys } from '../../server/keys.ts';
import { deriveKey, fromHex, fromUtf8, toHex, utf8 } from '../../wire/bytes.ts';

type FolderWorld = Pick<World, 'clock' | 'random' | 'files'>;

const hexKey = z.string().regex(/^[0-9a-f]{64}$/);
const kept = z.strictObject({
  realm: z.string(),
  authorityKey: hexKey,
  issuing: hexKey,
  issuer: certificate.shape.issuer,
  settings: z.string(),
  publisher: z.strictObject({ certificate, privateKey: hexKey }),
});

/** What the server's data folder holds of its city. */
export interface CityFolder {
  readonly keys: CityKeys;
  /** The PC that publishes and oversees. */
  readonly publisher: FoundedCity['publisher'];
  readonly database: { readonly path: string; readonly key: Uint8Array };
  /** Set where the city was made just now. */
  readonly founded: { readonly authorityFile: string; readonly without: readonly string[] } | null;
}

/** Files of the folder: the city's keys under the folder's own, and its store. */
export function filesIn(folder: string) {
  return {
    key: join(folder, 'key'),
    keys: join(folder, 'city.keys'),
    database: join(folder, 'server.db'),
    offline: join(folder, 'keep-offline'),
    authority: join(folder, 'keep-offline', 'authority.key'),
    office: join(folder, 'office.json'),
  };
}

/** The folder's city. Refuses a folder without one, or whose keys can't be read. */
export function readCity(folder: string, world: FolderWorld): CityFolder {
  const files = filesIn(folder);
  if (!existsSync(files.keys)) {
    throw refuse(
      'NO_CITY',
      `数据文件夹 ${folder} 里没有城市。`,
      '请先启动一次 npm run city，或用 --data 指定服务器的数据文件夹。',
    );
  }
  // A missing key would be made anew, and be the wrong one.
  if (!existsSync(files.key)) throw damaged();
  const key = keyFromFile(folder);
  const read = kept.safeParse(sealedIn(folder, key, world).read());
  if (!read.success) throw damaged();
  const { realm, authorityKey, issuing, issuer, settings, publisher } = read.data;
  return {
    keys: { realm, authorityKey, issuing: fromHex(issuing), issuer, settings: utf8(settings) },
    publisher: { certificate: publisher.certificate, privateKey: fromHex(publisher.privateKey) },
    database: { path: files.database, key: deriveKey(key, 'city store') },
    founded: null,
  };
}

/**
 * The folder's city, made on the first call. The authority's secret key goes to a file of its own, which nothing here reads
 * again; the city exists once its keys are on the disk, so a start that was cut off before is simply made anew.
 */
export function openCityFolder(
  folder: string,
  administrators: readonly FirstAdministrator[],
  world: FolderWorld,
): CityFolder {
  const files = filesIn(folder);
  if (existsSync(files.keys)) return readCity(folder, world);
  if (existsSync(files.database)) throw damaged();
  const plan = firstPlan(administrators, world.clock.now());
  const made = foundCity(plan, [], world);
  const key = keyFromFile(folder);
  keepAuthority(files, made, world);
  sealedIn(folder, key, world).write({
    ...{ realm: made.realm, authorityKey: made.authorityKey, issuer: made.issuer },
    issuing: toHex(made.issuing),
    settings: fromUtf8(made.settings),
    publisher: {
      certificate: made.publisher.certificate,
      privateKey: toHex(made.publisher.privateKey),
    },
  } satisfies z.input<typeof kept>);
  const founded = { authorityFile: files.authority, without: withoutAdministrator(plan) };
  return { ...readCity(folder, world), founded };
}

function keepAuthority(
  { offline, authority }: ReturnType<typeof filesIn>,
  { realm, authorityKey, authority: secret }: FoundedCity,
  { files, clock }: FolderWorld,
): void {
  files.makeFolder(offline);
  // Of a start that was cut off, or of a city whose folder was emptied: nobody here can tell, so it stays.
  files.rename(authority, join(offline, `authority-${clock.now()}.key`));
  const text = { kind: 'gongxu-authority', realm, authorityKey, secret: toHex(secret) };
  files.replace(authority, utf8(`${JSON.stringify(text)}\n`));
}

function sealedIn(folder: string, key: Uint8Array, world: FolderWorld) {
  return createSealedFile(world, filesIn(folder).keys, key, 'city keys', damaged);
}

function damaged() {
  return refuse(
    'CITY_KEYS',
    '城市的密钥文件 city.keys 读不出来：文件缺失、已损坏，或 key 不是原来那个文件。服务器没有启动。',
    '请从备份放回数据文件夹里的 city.keys 和 key 两个文件；不要另建城市，已入网的电脑不认新的城市。',
    '程序没有改动任何文件，各台电脑照常办业务。',
  );
}
