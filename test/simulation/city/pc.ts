import { cpSync, rmSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { PRACTICE_DAY } from '../../../contract/domain/practice.ts';
import { cityFiles, type OpenCity, openCity } from '../../../electron/engine/city/open-city.ts';
import { type Command, execute } from '../../../electron/engine/commands/command.ts';
import { businessDayOf } from '../../../electron/engine/queries/state.ts';
import type { Sync } from '../../../electron/engine/sync/sync.ts';
import type { FaultPoint } from '../../../electron/engine/world.ts';
import type { Decoded } from '../../../wire/encode.ts';
import type { SeededWorld } from '../../engine/world.ts';
import { Killed } from '../counter.ts';
import type { Line } from './line.ts';
import type { VirtualTime } from './time.ts';

export const key = new Uint8Array(32).fill(5);

export interface Form<I> {
  readonly command: Command<I>;
  readonly input: I;
  readonly approver?: string;
}

export interface Seated {
  readonly name: string;
  readonly point: string;
  readonly folder: string;
  readonly world: SeededWorld;
  readonly line: Line;
  readonly time: VirtualTime;
}

/** One PC of the city: the real engine with its real driver, on files of its own. */
export class CityPc {
  readonly name: string;
  readonly point: string;
  readonly line: Line;
  city: OpenCity;
  /** Virtual time up to which its cable is out. */
  offlineUntil = 0;
  /** What the disk held when the engine died while it took something in. */
  dead: string | null = null;
  private readonly seated: Seated;
  private folder: string;
  private images = 0;

  constructor(seated: Seated, city: OpenCity) {
    this.seated = seated;
    this.name = seated.name;
    this.point = seated.point;
    this.line = seated.line;
    this.folder = seated.folder;
    this.city = city;
  }

  get sync(): Sync {
    const { sync } = this.city;
    if (sync === null) throw new Error('a real city with a server syncs');
    return sync;
  }

  get day(): string {
    return businessDayOf(this.city.db, this.city.journal.identity.device);
  }

  /** Presses a form once. Throws `Killed` where the engine was to die at that point. */
  press<I>({ command, input, approver }: Form<I>, request: string, dies: FaultPoint | null): Decoded {
    if (dies !== null) this.dieAt(dies);
    const desk = {
      actor: 'sk01',
      role: 'counter' as const,
      businessDay: this.day || PRACTICE_DAY,
      ...(approver === undefined ? {} : { approver }),
    };
    try {
      return execute(this.city, command, input, desk, request);
    } finally {
      if (dies !== null) this.seated.world.onReached = () => {};
    }
  }

  /** From now on the engine dies at that point; while it takes something in, only the attempt sees it. */
  dieAt(point: FaultPoint): void {
    this.seated.world.onReached = (reached) => {
      if (reached !== point) return;
      this.seated.world.onReached = () => {};
      const killed = new Killed(this.image());
      if (point.startsWith('slice.')) this.dead = killed.folder;
      throw killed;
    };
  }

  /** Until it waits for the line or has nothing to do. */
  async settle(): Promise<void> {
    await setImmediate();
    while (this.line.pending === null && this.sync.status().working) await setImmediate();
  }

  /** The disk takes so many pages more; it has room again after a restart, or once somebody makes some. */
  fill(pages: number): void {
    const { db } = this.city;
    const now = db.pragma('page_count', { simple: true }) as number;
    db.pragma(`max_page_count=${now + pages}`);
  }

  makeRoom(): void {
    this.city.db.pragma('max_page_count=1000000');
  }

  /** The power is gone: goes on with what is on the disk, here or in an image made when the engine died. */
  async revive(image = this.image()): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true });
    this.folder = image;
    await this.start();
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  image(): string {
    const image = `${this.seated.folder}-${++this.images}`;
    cpSync(this.folder, image, { recursive: true });
    return image;
  }

  private async stop(): Promise<void> {
    this.city.close();
    this.seated.time.forget(this.name);
    // What was under way in the dead program comes to its end.
    for (let turn = 0; turn < 5; turn++) await setImmediate();
  }

  private async start(): Promise<void> {
    this.dead = null;
    this.seated.world.onReached = () => {};
    this.city = await openCity(cityFiles(this.folder), key, this.seated.world);
  }
}
