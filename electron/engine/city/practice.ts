import { PRACTICE_DAY } from '../../../contract/domain/practice.ts';
import { publicKeyOf } from '../../../wire/keys.ts';
import { asideOf } from '../backup/restore.ts';
import { finishSwap } from '../backup/swap.ts';
import { type Command, type Desk, execute } from '../commands/command.ts';
import { issueBook } from '../commands/issue-book.ts';
import { openDay } from '../commands/open-day.ts';
import { receiveCards } from '../commands/receive-cards.ts';
import { receiveTextbooks } from '../commands/receive-textbooks.ts';
import { inWords, openDatabase } from '../database/open.ts';
import { readIdentity } from '../journal/identity.ts';
import { setPin } from '../people/pins.ts';
import type { Progress } from '../projections/rebuild.ts';
import type { World } from '../world.ts';
import { foundCity } from './found.ts';
import { joinCity } from './join.ts';
import { type CityFiles, type OpenCity, openCity } from './open-city.ts';
import {
  openingBooks,
  openingCards,
  openingClerk,
  openingFiscal,
  openingInvoices,
  practicePins,
  practicePlan,
  practiceSeat,
} from './practice-plan.ts';
import { requireNotLost } from './trouble.ts';

/**
 * Opens the practice city of a folder, making it on the first call: founded by the code of a real city under a
 * throw-away authority, with demo people, cards and books. It can never be enrolled: its genesis says practice.
 */
export async function openPractice(
  files: CityFiles,
  key: Uint8Array,
  world: World,
  progress: Progress,
): Promise<OpenCity> {
  world.files.makeFolder(files.folder);
  finishSwap(world.files, files, asideOf(files, world));
  requireNotLost(files, world);
  found(files.database, key, world);
  const city = await openCity(files, key, world, progress);
  // A kill during the very first start leaves some of the demo data missing; requests make this harmless to repeat.
  await furnish(city);
  return city;
}

function found(database: string, key: Uint8Array, world: World): void {
  const db = openDatabase(database, key);
  try {
    if (readIdentity(db) !== null) return;
    const privateKey = world.random(32);
    const seat = { publicKey: publicKeyOf(privateKey), ...practiceSeat };
    const { settings, certificates } = foundCity(practicePlan, [seat], world);
    const [certificate] = certificates;
    if (certificate !== undefined) joinCity(db, world, { settings, certificate, privateKey });
  } catch (error) {
    throw inWords(error);
  } finally {
    db.close();
  }
}

async function furnish(city: OpenCity): Promise<void> {
  for (const [person, pin] of Object.entries(practicePins)) await setPin(city, person, pin, pin);
  const desk: Desk = { actor: openingClerk, role: 'supervisor', businessDay: PRACTICE_DAY };
  once(city, 'day', openDay, { day: PRACTICE_DAY }, desk);
  once(city, 'cards', receiveCards, openingCards, desk);
  once(city, 'books', receiveTextbooks, openingBooks, desk);
  once(city, 'fiscal', issueBook, openingFiscal, desk);
  once(city, 'invoices', issueBook, openingInvoices, desk);
}

function once<I>(city: OpenCity, name: string, command: Command<I>, input: I, desk: Desk): void {
  execute(city, command, input, desk, `practice-${name}`);
}
