import type { Copy } from '../../../contract/app/backup.ts';
import type { EventType } from '../../../contract/events/catalogue.ts';
import type { Db } from '../database/open.ts';
import type { Journal } from '../journal/journal.ts';
import { Refusal, refuse } from '../problem.ts';
import { businessDayOf } from '../queries/state.ts';
import type { HeldFile, World } from '../world.ts';
import { digestHeads } from './digest.ts';
import { copyWhole, freezeInto, sumOfFile } from './freeze.ts';
import { runBackup } from './run-worker.ts';
import type { Proof } from './worker-port.ts';

/** reliability.md G8. */
const KEPT = 30;
/** After the morning's first customers, and after whoever closed the day has their sheet. */
export const DAILY_AFTER = 15 * 60_000;
const CLOSING_AFTER = 2_000;
const AGAIN_AFTER = 30 * 60_000;

/** Whole copies of the database beside it: each opened and compared before it counts (reliability.md G8). */
export interface Copies {
  list(): Promise<readonly Copy[]>;
  making(): boolean;
  /** Why the last one was not made; null when it was. */
  failed(): string | null;
  /** Why the last one doesn't lie on the other volume too; null when it does, or none is chosen. */
  notAway(): string | null;
  /** Names of those that do. */
  listAway(): Promise<readonly string[]>;
  /** One at a time, in the order asked for. Rejects with a Refusal. */
  make(kind: Copy['kind']): Promise<void>;
  /** The one place that says which events a copy follows. */
  after(type: EventType): void;
  /** An image of the running database, for a restore. */
  freeze(into: string, begun?: () => void): Promise<void>;
  stop(): void;
  /** Once the database is closed. */
  release(): void;
}

export interface CopiesOptions {
  readonly db: Db;
  readonly journal: Journal;
  readonly key: Uint8Array;
  readonly database: string;
  readonly folder: string;
  /** A folder on another volume for a second one of each; null where none is chosen, or it can't be reached. */
  readonly away: () => Promise<string | null>;
}

export function createCopies(options: CopiesOptions, world: World): Copies {
  const { db, journal, folder } = options;
  const timers = new Set<() => void>();
  let held: Promise<HeldFile> | null = null;
  let last: Promise<void> = Promise.resolve();
  let waiting = 0;
  let failed: string | null = null;
  let notAway: string | null = null;
  let stopped = false;

  const list = () => listCopies(folder, world.disk);
  const freeze = async (into: string, begun: () => void = () => {}) => {
    held ??= world.disk.hold(options.database);
    await freezeInto(db, await held, into, world, begun);
  };
  /** One at a time: whoever asks meanwhile gets one of their own after it, for what they did may not be in this one. */
  function inTurn(run: () => Promise<void>): Promise<void> {
    waiting++;
    const done = last.then(run).finally(() => {
      waiting--;
    });
    last = done.catch(() => {});
    return done;
  }
  async function makeOne(kind: Copy['kind']): Promise<void> {
    try {
      const name = await makeCopy({ kind, at: world.clock.now() }, { ...options, freeze }, world);
      notAway = await carryAway(name, options, world);
      failed = null;
    } catch (error) {
      failed = error instanceof Refusal ? error.problem.happened : '备份没有完成，磁盘读写出错。';
      throw error;
    }
  }
  function plan(milliseconds: number, kind: 'day' | 'close'): void {
    if (stopped) return;
    const cancel = world.timers.after(milliseconds, () => {
      timers.delete(cancel);
      void attempt(kind);
    });
    timers.add(cancel);
  }
  /** In the background nobody waits for it: it is said on the screen, and tried again. */
  async function attempt(kind: 'day' | 'close'): Promise<void> {
    try {
      await inTurn(async () => {
        const today = businessDayOf(db, journal.identity.device);
        const had = kind === 'day' && (await list()).some(({ name }) => dayIn(name) === today);
        if (!had && !stopped && db.open) await makeOne(kind);
      });
    } catch {
      plan(AGAIN_AFTER, kind);
    }
  }
  plan(DAILY_AFTER, 'day');

  return {
    ...{ list, freeze },
    make: (kind) => inTurn(() => makeOne(kind)),
    making: () => waiting > 0,
    failed: () => failed,
    notAway: () => notAway,
    async listAway() {
      const there = await options.away();
      return there === null ? [] : (await listCopies(there, world.disk)).map(({ name }) => name);
    },
    after(type) {
      if (type === 'day.opened') plan(DAILY_AFTER, 'day');
      if (type === 'day.closed') plan(CLOSING_AFTER, 'close');
    },
    stop() {
      stopped = true;
      for (const cancel of timers) cancel();
    },
    release: () => void held?.then((file) => file.close()).catch(() => {}),
  };
}

/**
 * Behind the time the PC, for several may keep theirs in one folder of another volume; and a sum of the file's bytes, for
 * SQLite's header has some that it doesn't look at, and a copy that changed in any bit is none.
 */
const NAME = /^gongxu-(\d{4}-\d{2}-\d{2})-(day|close|hand)-(\d{1,15})-([0-9a-f]{12})-([0-9a-f]{16})\.db$/;
const sumInName = (sum: string) => sum.slice(0, 16);
const dayIn = (name: string) => NAME.exec(name)?.[1] ?? '';

/** Whether a copy's bytes are those it was made with. */
export async function isAsMade(path: string, disk: World['disk']): Promise<boolean> {
  const sum = NAME.exec(path.slice(path.lastIndexOf('/') + 1))?.[5];
  return sum === sumInName(await sumOfFile(path, disk));
}

/** What lies in a folder of copies, newest first. */
export async function listCopies(folder: string, disk: World['disk']): Promise<readonly Copy[]> {
  const files = await disk.list(folder);
  const copies = files.flatMap(({ name, bytes }): Copy[] => {
    const [, , kind, time] = NAME.exec(name) ?? [];
    if (kind === undefined) return [];
    return [{ name, kind: kind as Copy['kind'], at: Number(time), bytes }];
  });
  return copies.toSorted((a, b) => b.at - a.at);
}

type Making = CopiesOptions & { readonly freeze: Copies['freeze'] };

async function makeCopy(
  { kind, at }: Pick<Copy, 'kind' | 'at'>,
  making: Making,
  world: World,
): Promise<string> {
  const { db, journal, folder, key } = making;
  const [image, part] = [`${folder}/image.db`, `${folder}/made.db`];
  const day = businessDayOf(db, journal.identity.device);
  await world.disk.makeFolder(folder);
  await sweep([image, part], world);
  await requireRoom(making, world);
  try {
    let heads = '';
    await making.freeze(image, () => {
      heads = digestHeads(journal.heads());
    });
    const work = { kind: 'prove', image, into: part } as const;
    const { proof, sum } = await runBackup(world, key, work, 'proved');
    requireSame(proof, heads);
    const name = `gongxu-${day}-${kind}-${at}-${journal.identity.device.slice(0, 12)}-${sumInName(sum)}.db`;
    await world.disk.rename(part, `${folder}/${name}`);
    await prune(await listCopies(folder, world.disk), folder, world.disk);
    return name;
  } finally {
    await sweep([image, part], world);
  }
}

/** The image, and the copy made of it, at the same time. */
async function requireRoom({ folder, database }: Making, { disk }: World): Promise<void> {
  const [volume, size] = await Promise.all([disk.volumeOf(folder), disk.size(database)]);
  if (volume !== null && size !== null && volume.freeBytes < 2.2 * size + 16 * 1024 * 1024) {
    throw refuse('COPY_ROOM', '磁盘空间不够，备份没有做成。', '请清理磁盘空间，再备份一次。');
  }
}

function requireSame(proof: Proof, heads: string): void {
  if (proof.heads === heads) return;
  throw refuse(
    'COPY_UNLIKE',
    '备份里的业务记录与正在使用的数据不一致，这份备份没有采用。',
    '请再备份一次；仍不行请检查硬盘，并联系管理员。',
    '正在使用的数据没有改动。',
  );
}

/** Only after the newest one counts. */
async function prune(copies: readonly Copy[], folder: string, disk: World['disk']): Promise<void> {
  for (const { name } of copies.slice(KEPT)) await disk.remove(`${folder}/${name}`);
}

/**
 * The finished copy once more on the other volume, so that a dead disk doesn't take all of them along. out: why it is
 * not there, as a clause; null when it is.
 */
async function carryAway(name: string, options: CopiesOptions, world: World): Promise<string | null> {
  const { folder, journal } = options;
  const there = await options.away().catch(() => null);
  if (there === null) return null;
  const [from, part] = [`${folder}/${name}`, `${there}/${name}.part`];
  const own = (await listCopies(there, world.disk)).filter((one) => isOf(journal.identity.device, one));
  try {
    const [volume, size] = await Promise.all([world.disk.volumeOf(there), world.disk.size(from)]);
    // The events of every day come first: what is left for them is never used up by whole copies.
    if ((volume?.freeBytes ?? 0) < 1.1 * (size ?? 0) + LEFT_FREE)
      return '副本所在的盘剩下的空间只够存业务记录';
    if (!(await copyWhole(from, part, world))) return '写到副本盘上的与原来的不一致';
    await world.disk.rename(part, `${there}/${name}`);
    await prune([{ name }, ...own] as readonly Copy[], there, world.disk);
    return null;
  } catch {
    await world.disk.remove(part).catch(() => {});
    return '写到副本盘时出错';
  }
}

const LEFT_FREE = 256 * 1024 * 1024;

const isOf = (device: string, { name }: Copy) => NAME.exec(name)?.[4] === device.slice(0, 12);

/** What a kill left half made, and what SQLite lays beside it. */
async function sweep(paths: readonly string[], { disk }: World): Promise<void> {
  for (const path of paths) {
    for (const suffix of ['', '-wal', '-shm', '-journal']) await disk.remove(`${path}${suffix}`);
  }
}
