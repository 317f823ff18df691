import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { CardNumber } from '../../contract/domain/card-number.ts';
import type { EmployerState } from '../../contract/domain/folds/employer.ts';
import type { Payload } from '../../contract/events/catalogue.ts';
import { makeSale } from '../../electron/engine/commands/make-sale.ts';
import { openDay } from '../../electron/engine/commands/open-day.ts';
import { printSlip } from '../../electron/engine/commands/print-slip.ts';
import { receiveCards } from '../../electron/engine/commands/receive-cards.ts';
import type { Decoded } from '../../electron/engine/journal/encode.ts';
import { Refusal } from '../../electron/engine/problem.ts';
import { createSeat, type Seat } from '../../electron/engine/seat.ts';
import type { FaultPoint } from '../../electron/engine/world.ts';
import { type SeededWorld, seededWorld } from '../engine/world.ts';
import type { Answer, Deed } from './model.ts';

const key = new Uint8Array(32).fill(7);

/** Thrown where the engine is to die. What it left on the disk was copied at that moment. */
export class Killed extends Error {
  readonly folder: string;
  constructor(folder: string) {
    super('killed');
    this.folder = folder;
  }
}

/** The real engine on real files, in a world of one seed. */
export class Counter {
  readonly root: string;
  readonly world: SeededWorld;
  folder: string;
  seat: Seat;
  private copies = 0;

  constructor(root: string, template: string, seed: string) {
    this.root = mkdtempSync(join(root, 'counter-'));
    this.world = seededWorld(seed);
    this.folder = this.copyOf(template);
    this.seat = this.makeSeat();
  }

  async open(): Promise<void> {
    this.seat = this.makeSeat();
    await this.seat.openPractice();
    this.seat.sitDown('sk01');
  }

  /** Does the deed through the engine's command. */
  answer(deed: Deed, request: string): Answer {
    try {
      const { payload } = this.perform(deed, request).envelope;
      return { code: 'done', document: (payload as { document?: string }).document ?? '' };
    } catch (error) {
      if (error instanceof Refusal) return { code: error.problem.code, document: '' };
      throw error;
    }
  }

  /** As its warnings say. */
  restoresNoticed(): number {
    const warnings = this.seat.state().city?.warnings ?? [];
    return warnings.filter(({ code }) => code === 'RESTORED').length;
  }

  /** From now on the engine dies at that point. */
  dieAt(point: FaultPoint): void {
    this.world.onReached = (reached) => {
      if (reached === point) throw new Killed(this.copyOf(this.folder));
    };
  }

  /** The power is gone: goes on with what is on the disk, here or in the copy made when the engine died. */
  async revive(folder = this.copyOf(this.folder)): Promise<void> {
    this.world.onReached = () => {};
    this.seat.close();
    // Timers of a dead program never fire.
    this.world.forgetTimers();
    rmSync(this.folder, { recursive: true });
    this.folder = folder;
    await this.open();
  }

  async restart(): Promise<void> {
    this.seat.close();
    await this.open();
  }

  copyOf(folder: string): string {
    const copy = join(this.root, String(this.copies++));
    cpSync(folder, copy, { recursive: true });
    return copy;
  }

  remove(): void {
    this.seat.close();
    rmSync(this.root, { recursive: true });
  }

  private makeSeat(): Seat {
    return createSeat(this.world, {
      folder: this.folder,
      key,
      version: '0',
      practiceFiles: `${this.folder}/none`,
    });
  }

  private perform(deed: Deed, request: string): Decoded {
    const { seat } = this;
    if (deed.kind === 'day') return seat.perform(openDay, { day: deed.day }, request);
    if (deed.kind === 'print') return seat.perform(printSlip, { sale: this.saleOn(deed.sale) }, request);
    const cards = [{ first: cardText(deed.first), last: cardText(deed.first + deed.count - 1) }];
    const { course } = deed;
    if (deed.kind === 'takeIn')
      return seat.perform(receiveCards, { course, note: '', ranges: cards }, request);
    const { transfer, reference } = deed;
    const method = transfer ? 'transfer' : 'cash';
    return seat.perform(
      makeSale,
      { buyer: this.buyer(deed.buyer), course, cards, method, reference },
      request,
    );
  }

  private buyer(
    buyer: Extract<Deed, { kind: 'sell' }>['buyer'],
  ): Parameters<typeof makeSale.run>[1]['buyer'] {
    if ('person' in buyer) return { kind: 'person', area: buyer.person as '市直' };
    if ('employer' in buyer)
      return { kind: 'newEmployer', name: buyer.employer, area: '市直', contact: '张三', phone: '' };
    const rows = this.seat.city().db.prepare('SELECT id, state FROM employer').all() as {
      id: string;
      state: string;
    }[];
    const known = rows.find(({ state }) => (JSON.parse(state) as EmployerState).name === buyer.known);
    return { kind: 'employer', employer: known?.id ?? 'A-000000000000.1' };
  }

  private saleOn(document: string): string {
    const states = this.seat.city().db.prepare('SELECT state FROM sale').pluck().all() as string[];
    const made = states.map((state) => JSON.parse(state).made as Payload<'sale.made'> | null);
    return made.find((one) => one?.document === document)?.sale ?? 'none';
  }
}

export function cardText(card: number): CardNumber {
  return `07${String(card).padStart(12, '0')}` as CardNumber;
}

export async function makeTemplate(root: string): Promise<string> {
  const folder = join(root, 'template');
  const seat = createSeat(seededWorld('template'), {
    folder,
    key,
    version: '0',
    practiceFiles: `${root}/none`,
  });
  await seat.openPractice();
  seat.close();
  return folder;
}
