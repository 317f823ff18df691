import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InferContractRouterInputs } from '@orpc/contract';
import { afterAll, afterEach } from 'vitest';
import type { App } from '../../contract/app/index.ts';
import type { CardNumber } from '../../contract/domain/card-number.ts';
import { type MakeSale, makeSale } from '../../electron/engine/commands/make-sale.ts';
import { Refusal } from '../../electron/engine/problem.ts';
import { createSeat, type Seat } from '../../electron/engine/seat.ts';
import { deriveKey } from '../../wire/bytes.ts';
import type { Decoded } from '../../wire/encode.ts';
import { paidInCash } from '../sale-input.ts';
import { type SeededWorld, seededWorld } from './world.ts';

export const masterKey = new Uint8Array(32).fill(7);
/** The key of the practice city's database under `masterKey`. */
export const practiceKey = deriveKey(masterKey, 'practice database');
export const practiceFiles = join(import.meta.dirname, '../../electron/practice-files');

const folders: string[] = [];
const seats: Seat[] = [];
let template: Promise<string> | null = null;

afterEach(() => {
  for (const seat of seats.splice(0)) seat.close();
});
afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gongxu-test-'));
  folders.push(folder);
  return folder;
}

export function seatIn(folder: string, world: SeededWorld): Seat {
  const seat = createSeat(world, { folder, key: masterKey, version: '0', practiceFiles });
  seats.push(seat);
  return seat;
}

/** Hashing the demo PINs takes most of a founding, so one practice city is made and copied. */
async function makeTemplate(): Promise<string> {
  const folder = tempFolder();
  const seat = createSeat(seededWorld('template'), {
    folder,
    key: masterKey,
    version: '0',
    practiceFiles,
  });
  await seat.openPractice();
  seat.close();
  return folder;
}

/** A folder with a fresh practice city, closed. */
export async function practiceFolder(): Promise<string> {
  template ??= makeTemplate();
  const folder = tempFolder();
  cpSync(await template, folder, { recursive: true });
  return folder;
}

export interface PracticeSeat {
  readonly seat: Seat;
  readonly world: SeededWorld;
  readonly folder: string;
}

/** A counter in a fresh practice city with a clerk sitting down; closed after the test. */
export async function practiceSeat(person = 'sk01', world = seededWorld()): Promise<PracticeSeat> {
  const folder = await practiceFolder();
  return { seat: await reopen(folder, world, person), world, folder };
}

/** The same folder again, as after a restart. */
export async function reopen(folder: string, world = seededWorld('again'), person = 'sk01'): Promise<Seat> {
  const seat = seatIn(folder, world);
  await seat.openPractice();
  seat.sitDown(person);
  return seat;
}

/** One of the practice city's hundred cards, 0 to 99. */
export function practiceCard(index: number): CardNumber {
  return `045072014000000${101 + index}` as CardNumber;
}

/** Cards `first` to `last` of them, with so many textbooks, to a walk-in who pays cash. */
export function saleOf(first: number, last = first, copies = 0): MakeSale {
  return {
    buyer: { kind: 'person', area: '市直' },
    course: '2014-xxaq',
    cards: [{ first: practiceCard(first), last: practiceCard(last) }],
    ...paidInCash(last - first + 1, copies),
  };
}

/** The same sale as a page sends it. */
export function saleCall(card: number, request: string): InferContractRouterInputs<App>['sales']['make'] {
  const { cards, books, payments, receipts, ...rest } = saleOf(card);
  return {
    request,
    ...rest,
    cards: [...cards],
    books: [...books],
    payments: [...payments],
    receipts: [...receipts],
  };
}

export function sell(seat: Seat, card: number, request: string): Decoded {
  return seat.perform(makeSale, saleOf(card), request);
}

/** What a kill -9 at this moment would leave on the disk: a copy of the files while they are open. */
export function killedNow(folder: string): string {
  const image = tempFolder();
  cpSync(folder, image, { recursive: true });
  return image;
}

/** The refusal's code, or 'done' when nothing was refused. Anything but a refusal is thrown on. */
export function refusalOf(run: () => unknown): string {
  try {
    run();
    return 'done';
  } catch (error) {
    if (error instanceof Refusal) return error.problem.code;
    throw error;
  }
}
