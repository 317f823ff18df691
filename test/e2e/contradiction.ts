import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CardNumber } from '../../contract/domain/card-number.ts';
import { PRACTICE_DAY } from '../../contract/domain/practice.ts';
import { joinCity } from '../../electron/engine/city/join.ts';
import { cityFiles, type OpenCity, openCity } from '../../electron/engine/city/open-city.ts';
import { openPractice } from '../../electron/engine/city/practice.ts';
import { type Command, execute } from '../../electron/engine/commands/command.ts';
import { makeSale } from '../../electron/engine/commands/make-sale.ts';
import { openDay } from '../../electron/engine/commands/open-day.ts';
import { receiveCards } from '../../electron/engine/commands/receive-cards.ts';
import { openDatabase } from '../../electron/engine/database/open.ts';
import { keyFromFile } from '../../electron/key-file.ts';
import { spawnReader } from '../../electron/spawn-reader.ts';
import { realWorld } from '../../electron/world.ts';
import { deriveKey } from '../../wire/bytes.ts';
import { eventsOf, receiveBatch } from '../engine/devices.ts';
import { paidInCash } from '../sale-input.ts';
import { foundTwoTills, type OtherPc } from '../two-tills.ts';

const card = (index: number) => `045072014000000${101 + index}` as CardNumber;
const run = (first: number, last: number) => ({ first: card(first), last: card(last) });

/** Both PCs took in the same twenty cards; this one sold five of them, the other three of those five. */
export async function foundContradiction(folder: string): Promise<void> {
  const world = realWorld(spawnReader);
  const folderKey = keyFromFile(folder);
  const other = foundTwoTills(folder, world, folderKey);
  const key = deriveKey(folderKey, 'practice database');
  const here = await openPractice(cityFiles(`${folder}/practice`), key, world, () => {});
  sell(here, 0, 4, 'here');
  const there = await openOther(other, key);
  perform(there, openDay, { day: PRACTICE_DAY }, 'day');
  const taken = { course: '2014-xxaq', note: '另一张送卡单', ranges: [run(0, 19)] };
  perform(there, receiveCards, taken, 'cards');
  sell(there, 2, 4, 'there');
  receiveBatch(here, eventsOf(there));
  for (const city of [here, there]) city.close();
}

async function openOther(other: OtherPc, key: Uint8Array): Promise<OpenCity> {
  const world = realWorld(spawnReader);
  const files = cityFiles(mkdtempSync(join(tmpdir(), 'gongxu-other-')));
  const db = openDatabase(files.database, key);
  joinCity(db, world, other);
  db.close();
  return openCity(files, key, world);
}

function sell(city: OpenCity, first: number, last: number, name: string): void {
  const cards = [run(first, last)];
  const buyer = { kind: 'person' as const, area: '市直' };
  const sale = { buyer, course: '2014-xxaq', cards, ...paidInCash(last - first + 1) };
  perform(city, makeSale, sale, `sale-${name}`);
}

function perform<I>(city: OpenCity, command: Command<I>, input: I, request: string): void {
  const desk = { actor: 'sk01', role: 'counter' as const, businessDay: PRACTICE_DAY };
  execute(city, command, input, desk, `other-${request}`);
}
