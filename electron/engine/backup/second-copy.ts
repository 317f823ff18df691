import type { SecondCopyState } from '../../../contract/app/backup.ts';
import { sha256, toHex, utf8 } from '../../../wire/bytes.ts';
import type { Db } from '../database/open.ts';
import { refuse } from '../problem.ts';
import type { World } from '../world.ts';
import { newEventFile, readEventFile, sealRecord, type Tail } from './event-file.ts';
import type { Content, KeptEvent } from './event-record.ts';
import { pcRecordOf } from './pc-record.ts';
import { copyFolder, createPlaceFile, eventFileName, type Place } from './place.ts';

/** After a commit; the promise is five seconds (design.md §3), and a slow stick takes its share. */
const SOON = 1_000;
/** Between looks at a file that is whole, and between tries while its volume is away. */
const AGAIN = 20_000;
/** Events of one record: about 200 kB. */
const BATCH = 100;

/** Every event a second time, in an encrypted file on another volume (event-file.ts). Selling never waits for it. */
export interface SecondCopy {
  state(): SecondCopyState;
  /** The file, where it is whole or may become so; null while no folder is chosen. */
  path(): string | null;
  /** Something was committed. */
  soon(): void;
  /** Resolves when everything committed before is written, or can't be. */
  now(): Promise<void>;
  /** Refuses in words where nothing can be written. */
  choose(folder: string): Promise<void>;
  skip(): void;
  stop(): void;
}

export interface SecondCopyOptions {
  readonly db: Db;
  readonly key: Uint8Array;
  readonly device: string;
  readonly placeFile: string;
  readonly dataFolder: string;
}

/** What is known of the file while it is whole; null makes the next turn read it from its beginning. */
interface Open {
  readonly path: string;
  tail: Tail;
  /** The database's rows are numbered without gaps, and the file holds them in their order. */
  rows: number;
  /** Hash of what the file last said this PC is. */
  pc: string;
}

export function createSecondCopy(options: SecondCopyOptions, world: World): SecondCopy {
  const { db } = options;
  const places = createPlaceFile(world.files, options.placeFile);
  let place = places.read();
  let open: Open | null = null;
  let whole: number | null = null;
  let failure: string | null = null;
  let stopped = false;
  let cancelSoon: (() => void) | null = null;
  let cancelAgain: (() => void) | null = null;
  let turn: Promise<void> = Promise.resolve();
  const over = () => stopped || !db.open;

  function later(): void {
    cancelAgain?.();
    cancelAgain = over() || place?.kind !== 'folder' ? null : world.timers.after(AGAIN, () => void now());
  }
  function now(): Promise<void> {
    cancelSoon?.();
    cancelSoon = null;
    turn = turn.then(step);
    return turn;
  }
  async function step(): Promise<void> {
    const chosen = place;
    if (over() || chosen?.kind !== 'folder') return;
    try {
      await requirePlace(chosen, options, world);
      open ??= await openFile(chosen.folder, options, world, over);
      await writeRest(open, options, world, over);
      if (over()) return;
      [whole, failure] = [world.clock.now(), null];
    } catch (error) {
      failure = whyNot(error);
      // A full volume keeps what it has; anything else may have another file there when it comes back.
      if (codeOf(error) !== 'ENOSPC') open = null;
    }
    later();
  }
  if (place?.kind === 'folder') cancelSoon = world.timers.after(SOON, () => void now());

  return {
    now,
    state: () => describe({ place, open, whole, failure }, db, world.clock.now()),
    path: () => (place?.kind === 'folder' ? pathIn(place.folder, options.device) : null),
    soon() {
      if (place?.kind === 'folder') cancelSoon ??= world.timers.after(SOON, () => void now());
    },
    async choose(folder) {
      const next = await checkedPlace(folder, options, world);
      places.write(next);
      [place, open, whole, failure] = [next, null, null, null];
      await now();
    },
    skip() {
      places.write({ kind: 'skipped' });
      [place, open] = [{ kind: 'skipped' }, null];
    },
    stop() {
      stopped = true;
      cancelSoon?.();
      cancelAgain?.();
    },
  };
}

function pathIn(folder: string, device: string): string {
  return `${copyFolder(folder)}/${eventFileName(device)}`;
}

interface Known {
  readonly place: Place | null;
  readonly open: Open | null;
  readonly whole: number | null;
  readonly failure: string | null;
}

function describe({ place, open, whole, failure }: Known, db: Db, now: number): SecondCopyState {
  if (place === null) return { kind: 'unset' };
  if (place.kind === 'skipped') return { kind: 'skipped' };
  const { folder, apart } = place;
  const seconds = whole === null ? null : Math.max(0, Math.floor((now - whole) / 1000));
  const waiting = rowsOf(db) - (open?.rows ?? 0);
  if (failure !== null) return { kind: 'failing', folder, why: failure, age: seconds, waiting };
  if (seconds === null) return { kind: 'starting', folder };
  return { kind: 'current', folder, age: seconds, waiting, sameVolume: !apart };
}

const rowsOf = (db: Db) => (db.prepare('SELECT max(id) FROM event').pluck().get() as number | null) ?? 0;

/** A volume that is away leaves an empty folder behind: writing there would fill the data's own disk unnoticed. */
async function requirePlace(
  { folder, apart }: Extract<Place, { kind: 'folder' }>,
  { dataFolder }: SecondCopyOptions,
  { disk }: World,
): Promise<void> {
  const [there, own] = await Promise.all([disk.volumeOf(folder), disk.volumeOf(dataFolder)]);
  if (there === null || (apart && there.id === own?.id)) throw new Gone();
}

class Gone extends Error {}

async function checkedPlace(
  folder: string,
  { dataFolder, device }: SecondCopyOptions,
  { disk }: World,
): Promise<Place> {
  const [there, own] = await Promise.all([disk.volumeOf(folder), disk.volumeOf(dataFolder)]);
  if (there === null) {
    throw refuse('FOLDER', `没有找到文件夹“${folder}”。`, '请插好移动硬盘或优盘，核对路径后再选。');
  }
  try {
    await disk.makeFolder(copyFolder(folder));
    const probe = `${copyFolder(folder)}/${device.slice(0, 12)}.try`;
    await disk.write(probe, 0, utf8('公需柜台'));
    await disk.remove(probe);
  } catch (error) {
    throw refuse('FOLDER', `这里不能存放副本：${whyNot(error)}。`, '请换一个盘或文件夹。');
  }
  return { kind: 'folder', folder, apart: there.id !== own?.id };
}

/** The file as it is there, read whole once; one that is not this database's is kept under another name. */
async function openFile(
  folder: string,
  options: SecondCopyOptions,
  world: World,
  over: () => boolean,
): Promise<Open> {
  const path = pathIn(folder, options.device);
  await world.disk.makeFolder(copyFolder(folder));
  const size = await world.disk.size(path);
  const found = size === null ? null : await readThrough(path, options, world, over);
  // A file that wasn't read to its end is no other database's.
  if (over()) throw new Gone();
  if (found !== null) return found;
  if (size !== null) await world.disk.rename(path, `${path.slice(0, -4)}-${world.clock.now()}.gxe`);
  const { bytes, tail } = newEventFile(world.random);
  await world.disk.write(path, 0, bytes);
  return { path, tail, rows: 0, pc: '' };
}

async function readThrough(
  path: string,
  { db, key }: SecondCopyOptions,
  { disk, timers }: World,
  over: () => boolean,
): Promise<Open | null> {
  let [rows, pc] = [0, ''];
  let last: KeptEvent | undefined;
  const file = readEventFile(disk, path, key);
  for (;;) {
    const { done, value } = await file.next();
    if (done) {
      const { tail, ending } = value;
      if (tail === null || ending === 'damaged' || over() || !isRow(db, rows, last)) return null;
      return { path, tail, rows, pc };
    }
    if (value.kind === 'pc') pc = hashOf(value);
    else {
      rows += value.events.length;
      last = value.events.at(-1) ?? last;
    }
    await timers.nextTurn();
    if (over()) return null;
  }
}

/** Whether the file ends where this database has the same event. */
function isRow(db: Db, row: number, event: KeptEvent | undefined): boolean {
  if (event === undefined) return true;
  const hash = db.prepare('SELECT hash FROM event WHERE id = ?').pluck().get(row) as Buffer | undefined;
  return hash !== undefined && toHex(hash) === toHex(sha256(event.bytes));
}

async function writeRest(
  open: Open,
  options: SecondCopyOptions,
  world: World,
  over: () => boolean,
): Promise<void> {
  const { db, key } = options;
  const size = await world.disk.size(open.path);
  // Another program, or another stick under the same name.
  if (size !== open.tail.end && size !== null && size < open.tail.end) throw new Gone();
  if (size === null) throw new Gone();
  const append = async (content: Content) => {
    const { bytes, tail } = sealRecord(key, open.tail, content, world.random);
    await world.disk.write(open.path, open.tail.end, bytes);
    open.tail = tail;
  };
  const some = db.prepare('SELECT bytes, personal, asked FROM event WHERE id > ? ORDER BY id LIMIT ?');
  while (!over()) {
    const pc = pcRecordOf(db);
    const content: Content | null = pc === null ? null : { kind: 'pc', pc };
    if (content !== null && hashOf(content) !== open.pc) {
      await append(content);
      open.pc = hashOf(content);
    }
    if (over()) return;
    const events = some.all(open.rows, BATCH) as KeptEvent[];
    if (events.length === 0) return;
    await append({ kind: 'events', events });
    open.rows += events.length;
    await world.timers.nextTurn();
  }
}

function hashOf(content: Content): string {
  return toHex(sha256(utf8(JSON.stringify(content))));
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : '');

const WORDS: Readonly<Record<string, string>> = {
  ENOSPC: '副本所在的盘满了',
  EDQUOT: '副本所在的盘满了',
  EROFS: '副本所在的盘不允许写入',
  EACCES: '副本所在的盘不允许写入',
  EPERM: '副本所在的盘不允许写入',
  ENOENT: '找不到副本所在的盘或文件夹',
};

function whyNot(error: unknown): string {
  if (error instanceof Gone) return WORDS['ENOENT'] ?? '';
  return WORDS[codeOf(error)] ?? '副本所在的盘读写出错';
}
