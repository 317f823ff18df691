import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import type { Rehearsal, RestoreSource } from '../../../contract/app/backup.ts';
import { PRACTICE_DAY } from '../../../contract/domain/practice.ts';
import { createRestores } from '../../../electron/engine/backup/restores.ts';
import { foundCity } from '../../../electron/engine/city/found.ts';
import { joinCity } from '../../../electron/engine/city/join.ts';
import { cityFiles, type OpenCity, openCity } from '../../../electron/engine/city/open-city.ts';
import { practicePlan } from '../../../electron/engine/city/practice-plan.ts';
import { type Command, execute } from '../../../electron/engine/commands/command.ts';
import { openDatabase } from '../../../electron/engine/database/open.ts';
import { Refusal, refuse } from '../../../electron/engine/problem.ts';
import { businessDayOf } from '../../../electron/engine/queries/state.ts';
import type { FaultPoint } from '../../../electron/engine/world.ts';
import type { Decoded } from '../../../wire/encode.ts';
import { publicKeyOf } from '../../../wire/keys.ts';
import { countEvents } from '../../engine/tables.ts';
import { type SeededWorld, seededWorld } from '../../engine/world.ts';
import { Killed } from '../counter.ts';

const key = new Uint8Array(32).fill(5);
/** More than a quarter ever needs. */
const MOST_PAGES = 10_000_000;
const isFull = (error: unknown) => error instanceof Refusal && error.problem.code === 'DISK_FULL';

/** What goes wrong at the first press of a form; whoever stands there presses it again. */
export type Fault =
  | { readonly kind: 'dies'; readonly at: FaultPoint }
  /** The disk takes so many pages more and is full. */
  | { readonly kind: 'full'; readonly pages: number };

/** A form that somebody sends. */
export interface Form<I> {
  readonly command: Command<I>;
  /** Reads the input anew at each press; told whether the request was carried out already. */
  readonly prepare: (done: boolean) => Promise<I> | I;
  readonly actor?: 'sk01' | 'zg01';
  readonly approver?: string;
}

/** One PC of the point on files of its own, in a world of one seed. */
export class QuarterPc {
  readonly number: number;
  readonly world: SeededWorld;
  city: OpenCity;
  kills = 0;
  /** Forms that a full disk refused. */
  fulls = 0;
  restores = 0;
  /** Runs once, in the next turn that reading figures gives to others. */
  meanwhile: (() => Promise<void>) | null = null;
  private folder: string;
  private readonly root: string;
  private forms = 0;
  private copies = 0;

  constructor(number: number, root: string, folder: string, world: SeededWorld, city: OpenCity) {
    this.number = number;
    this.root = root;
    this.folder = folder;
    this.world = world;
    this.city = city;
    Object.assign(world.timers, {
      nextTurn: async () => {
        const run = this.meanwhile;
        this.meanwhile = null;
        await run?.();
        await setImmediate();
      },
    });
  }

  get device(): string {
    return this.city.journal.identity.device;
  }

  get day(): string {
    return businessDayOf(this.city.db, this.device);
  }

  /**
   * Presses until it is done. in: what goes wrong at the first press; whoever stands there presses the same form again
   * after the restart, or once there is room.
   */
  async press<I>(form: Form<I>, fault: Fault | null): Promise<Decoded> {
    const request = `pc${this.number}-form-${++this.forms}`;
    let next = fault;
    for (;;) {
      const input = await form.prepare(this.city.journal.byRequest(request) !== null);
      if (next?.kind === 'dies') this.dieAt(next.at);
      if (next?.kind === 'full') this.limitTo(this.pages() + next.pages);
      const before = countEvents(this.city.db);
      try {
        return this.run(form, input, request);
      } catch (error) {
        if (error instanceof Killed) await this.dead(error.folder);
        else if (isFull(error) && next?.kind === 'full') this.refused(before);
        else throw error;
        next = null;
      } finally {
        this.world.onReached = () => {};
        this.limitTo(MOST_PAGES);
      }
    }
  }

  private async dead(folder: string): Promise<void> {
    this.kills++;
    await this.revive(folder);
  }

  private refused(before: number): void {
    this.fulls++;
    if (countEvents(this.city.db) !== before) throw new Error('a full disk took half of a form');
  }

  private pages(): number {
    return this.city.db.pragma('page_count', { simple: true }) as number;
  }

  private limitTo(pages: number): void {
    this.city.db.pragma(`max_page_count=${pages}`);
  }

  private run<I>({ command, actor = 'sk01', approver }: Form<I>, input: I, request: string): Decoded {
    const desk = {
      actor,
      role: actor === 'zg01' ? ('supervisor' as const) : ('counter' as const),
      businessDay: this.day || PRACTICE_DAY,
      ...(approver === undefined ? {} : { approver }),
    };
    return execute(this.city, command, input, desk, request);
  }

  /** What a count asks of a seat. */
  seat() {
    return {
      world: this.world,
      city: () => this.city,
      clerk: () => ({ id: 'sk01', roles: ['counter' as const] }),
      absence: () => refuse('SIGN_IN', '没有人登录。', '请登录。'),
    };
  }

  /** The power is gone: goes on with what is on the disk, here or in the copy made when the engine died. */
  async revive(folder = this.copyNow()): Promise<void> {
    this.city.close();
    // Timers of a dead program never fire.
    this.world.forgetTimers();
    rmSync(this.folder, { recursive: true });
    this.folder = folder;
    this.city = await openCity(cityFiles(folder), key, this.world);
  }

  /**
   * The disk is bad, or somebody takes an older copy by mistake: this PC is put together again. in: `wound` spoils the
   * closed files in the folder that is given. out: what the restore found.
   */
  async restore(source: RestoreSource, wound: ((folder: string) => void) | null): Promise<Rehearsal> {
    const files = cityFiles(this.folder);
    if (wound !== null) {
      this.city.close();
      wound(this.folder);
    }
    this.world.forgetTimers();
    const counter = { open: wound === null ? this.city : null, sitting: null, restoring: false };
    const reopen = async () => {
      this.city = counter.open = await openCity(files, key, this.world);
    };
    const done = await createRestores(counter, { files, key, reopen }, this.world).restore(source, '测试');
    this.restores++;
    return done;
  }

  private dieAt(point: FaultPoint): void {
    this.world.onReached = (reached) => {
      if (reached === point) throw new Killed(this.copyNow());
    };
  }

  private copyNow(): string {
    const copy = `${this.root}/${this.number}-${++this.copies}`;
    cpSync(this.folder, copy, { recursive: true });
    return copy;
  }
}

/** The city bureau's point with so many PCs, none of which has done anything yet. */
export async function pcsOf(count: number, root: string, seed: number): Promise<readonly QuarterPc[]> {
  const world = seededWorld(`quarter ${seed}`);
  const keys = Array.from({ length: count }, () => world.random(32));
  const seats = keys.map((one, index) => ({
    ...{ publicKey: publicKeyOf(one), point: 'QZ', workplace: 'QZ', pc: index + 1 },
    capabilities: ['sell' as const],
  }));
  const { settings, certificates } = foundCity(practicePlan, seats, world);
  return Promise.all(
    keys.map(async (privateKey, index) => {
      const certificate = certificates[index];
      if (certificate === undefined) throw new Error('a PC without a certificate');
      const own = seededWorld(`quarter ${seed} pc ${index}`);
      const folder = mkdtempSync(`${root}/pc-`);
      const files = cityFiles(folder);
      const db = openDatabase(files.database, key);
      joinCity(db, own, { settings, certificate, privateKey });
      db.close();
      const city = await openCity(files, key, own);
      await city.second.choose(mkdtempSync(`${root}/second-`));
      return new QuarterPc(index + 1, root, folder, own, city);
    }),
  );
}
