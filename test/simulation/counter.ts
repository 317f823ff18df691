import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Refusal } from '../../electron/engine/problem.ts';
import { createSeat, type Seat } from '../../electron/engine/seat.ts';
import type { FaultPoint } from '../../electron/engine/world.ts';
import { type SeededWorld, seededWorld } from '../engine/world.ts';
import type { Answer, Asked } from './deed.ts';
import { perform } from './perform.ts';

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
  answer(asked: Asked): Answer {
    try {
      const made = perform(this.seat, asked);
      const payload = made?.envelope.payload as { document?: string } | undefined;
      return { code: 'done', document: payload?.document ?? '' };
    } catch (error) {
      if (error instanceof Refusal) return { code: error.problem.code, document: '' };
      // What is put aside goes past the commands, which say it in words.
      if (error instanceof Database.SqliteError && error.code === 'SQLITE_FULL')
        return { code: 'DISK_FULL', document: '' };
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
