import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CardNumber } from '../../contract/domain/card-number.ts';
import { type MakeSale, makeSale } from '../../electron/engine/commands/make-sale.ts';
import { receiveCards } from '../../electron/engine/commands/receive-cards.ts';
import { createSeat, type Seat } from '../../electron/engine/seat.ts';
import { realWorld } from '../../electron/world.ts';
import { paidInCash } from '../sale-input.ts';

/** A folder on the disk that is measured, gone when the program ends. */
export function benchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gongxu-bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const world = realWorld(() => {
  throw new Error('no spreadsheets here');
});
export const benchKey = new Uint8Array(32).fill(7);

/** The counter as it stands in an office, without its window: real clock, real disk. */
export async function openCounter(folder: string): Promise<Seat> {
  const seat = createSeat(world, { folder, key: benchKey, version: '0', practiceFiles: `${folder}/none` });
  await seat.openPractice();
  seat.sitDown('sk01');
  return seat;
}

export const benchCard = (index: number) => `07${String(index).padStart(16, '0')}` as CardNumber;

/** in: cards by index; at most 10,000 at a time, as the command allows. */
export function takeIn(seat: Seat, first: number, count: number): void {
  for (let start = first; start < first + count; start += 10_000) {
    const last = Math.min(start + 9_999, first + count - 1);
    const ranges = [{ first: benchCard(start), last: benchCard(last) }];
    seat.perform(receiveCards, { course: '2014-xxaq', note: 'N1', ranges }, crypto.randomUUID());
  }
}

export const saleTo = (buyer: MakeSale['buyer'], card: number): MakeSale => ({
  buyer,
  course: '2014-xxaq',
  cards: [{ first: benchCard(card), last: benchCard(card) }],
  ...paidInCash(1),
});

/** Registers an employer with one sale; out: the buyer for the sales to come. */
export function regularBuyer(seat: Seat, card: number): MakeSale['buyer'] {
  const contact = { contact: '张三', phone: '19900001111' };
  const fresh = { kind: 'newEmployer', name: '钦州市第一中学', area: '市直', ...contact } as const;
  const made = seat.perform(makeSale, saleTo(fresh, card), crypto.randomUUID());
  const { buyer } = made.envelope.payload as { buyer: { employer: string } };
  return { kind: 'employer', employer: buyer.employer };
}
