import type { SecondCopyState } from '../../../contract/app/backup.ts';
import { utf8 } from '../../../wire/bytes.ts';
import type { Db } from '../database/open.ts';
import { refuse } from '../problem.ts';
import type { World } from '../world.ts';
import { copyFolder, createPlaceFile, type Place } from './place.ts';
import {
  Gone,
  isSound,
  openSecondFile,
  pathIn,
  type SecondFile,
  type SecondFileOptions,
  writeRest,
} from './second-file.ts';

/** After a commit; the promise is five seconds (design.md §3), and a slow stick takes its share. */
const SOON = 1_000;
/** Between looks at a file that is whole, and between tries while its volume is away. */
const AGAIN = 20_000;
/** After a start that knew the file by its end: then it is read whole, at a quiet hour. */
export const PROOF_AFTER = 10 * 60_000;

/** Every event a second time, in an encrypted file on another volume (event-file.ts). Selling never waits for it. */
export interface SecondCopy {
  state(): SecondCopyState;
  /** The file, where it is whole or may become so; null while no folder is chosen. */
  path(): string | null;
  /** Its folder, where it lies on another volume than the data and can be reached now. */
  apart(): Promise<string | null>;
  /** Something was committed. */
  soon(): void;
  /** Resolves when everything committed before is written, or can't be. */
  now(): Promise<void>;
  /** Refuses in words where nothing can be written. */
  choose(folder: string): Promise<void>;
  skip(): void;
  stop(): void;
}

export interface SecondCopyOptions extends SecondFileOptions {
  readonly placeFile: string;
  readonly dataFolder: string;
}

export function createSecondCopy(options: SecondCopyOptions, world: World): SecondCopy {
  const { db } = options;
  const places = createPlaceFile(world.files, options.placeFile);
  let place = places.read();
  let open: SecondFile | null = null;
  let whole: number | null = null;
  let failure: string | null = null;
  let stopped = false;
  let cancelSoon: (() => void) | null = null;
  let cancelAgain: (() => void) | null = null;
  let cancelProof: (() => void) | null = null;
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
      open ??= await openSecondFile(chosen.folder, options, world, over);
      if (!open.proven && !over()) cancelProof ??= world.timers.after(PROOF_AFTER, () => void prove());
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
  /** A file that is damaged in its middle is put aside and written anew, as one that is damaged at its end. */
  async function prove(): Promise<void> {
    const file = open;
    if (over() || file === null || file.proven) return;
    try {
      if (await isSound(file, options, world, over)) file.proven = true;
      else await world.disk.remove(options.noteFile);
      if (!file.proven && open === file) open = null;
    } catch {
      // The volume is away; the next start looks again.
    }
    await now();
  }
  if (place?.kind === 'folder') cancelSoon = world.timers.after(SOON, () => void now());

  return {
    now,
    state: () => describe({ place, open, whole, failure }, db, world.clock.now()),
    path: () => (place?.kind === 'folder' ? pathIn(place.folder, options.device) : null),
    async apart() {
      if (place?.kind !== 'folder' || !place.apart) return null;
      const folder = copyFolder(place.folder);
      return requirePlace(place, options, world).then(
        () => folder,
        () => null,
      );
    },
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
      cancelProof?.();
    },
  };
}

interface Known {
  readonly place: Place | null;
  readonly open: SecondFile | null;
  readonly whole: number | null;
  readonly failure: string | null;
}

function describe({ place, open, whole, failure }: Known, db: Db, now: number): SecondCopyState {
  if (place === null) return { kind: 'unset' };
  if (place.kind === 'skipped') return { kind: 'skipped' };
  const { folder, apart } = place;
  const seconds = whole === null ? null : Math.max(0, Math.floor((now - whole) / 1000));
  const waiting = rowsOf(db) - (open?.known.rows ?? 0);
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
