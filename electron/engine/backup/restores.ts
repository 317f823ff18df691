import type { Rehearsal, RestoreSource, Salvage } from '../../../contract/app/backup.ts';
import type { CityFiles, OpenCity } from '../city/open-city.ts';
import { refuse } from '../problem.ts';
import type { World } from '../world.ts';
import {
  assembleRestore,
  clearRestore,
  imageOfClosed,
  rehearsalOf,
  swapIn,
  type TakeImage,
} from './restore.ts';
import { runBackup } from './run-worker.ts';
import { totalsOf } from './totals.ts';

/** Restores of this PC's city, whether it is open, damaged or not there. */
export interface Restores {
  readonly files: CityFiles;
  /** Shows what would come of it; nothing in use is touched. */
  rehearse(source: RestoreSource, said: string): Promise<Rehearsal>;
  /** The same again with the last news, then the swap. The city is open afterwards and nobody sits in it. */
  restore(source: RestoreSource, said: string): Promise<Rehearsal>;
  /** Writes what a damaged database still has into a file of its own. */
  salvage(): Promise<Salvage>;
}

/** The seat's own state, as far as a restore changes it. */
interface Counter {
  open: OpenCity | null;
  sitting: unknown;
  restoring: boolean;
}

export interface RestoresOptions {
  readonly files: CityFiles;
  readonly key: Uint8Array;
  readonly reopen: () => Promise<void>;
}

export function createRestores(counter: Counter, options: RestoresOptions, world: World): Restores {
  const { files, key } = options;

  const imageNow: TakeImage = async (into) => {
    const city = counter.open;
    if (city === null) return imageOfClosed(files, world)(into);
    await city.second.now();
    await city.copies.freeze(into);
    return true;
  };
  async function alone<T>(run: () => Promise<T>): Promise<T> {
    if (counter.restoring) throw busy();
    counter.restoring = true;
    try {
      return await run();
    } finally {
      counter.restoring = false;
    }
  }
  async function closedAndSwapped(source: RestoreSource, said: string): Promise<Rehearsal> {
    const present = counter.open === null ? null : totalsOf(counter.open.db);
    await counter.open?.second.now();
    counter.open?.close();
    counter.open = null;
    counter.sitting = null;
    const image = imageOfClosed(files, world);
    const assembled = await assembleRestore(source, { files, key, image, said }, world);
    await swapIn(files, world);
    return rehearsalOf(assembled, present);
  }

  let rehearsing = false;
  return {
    files,
    async rehearse(source, said) {
      if (rehearsing || counter.restoring) throw busy();
      rehearsing = true;
      try {
        const assembled = await assembleRestore(source, { files, key, image: imageNow, said }, world);
        return rehearsalOf(assembled, counter.open === null ? null : totalsOf(counter.open.db));
      } finally {
        rehearsing = false;
        await clearRestore(files, world);
      }
    },
    async restore(source, said) {
      if (rehearsing) throw busy();
      const wasOpen = counter.open !== null;
      try {
        return await alone(() => closedAndSwapped(source, said));
      } finally {
        // Also after a refusal: what was open before is open again, unchanged.
        if (wasOpen || world.files.exists(files.database)) await options.reopen().catch(() => {});
      }
    },
    salvage: () => alone(() => salvageClosed(options, world)),
  };
}

async function salvageClosed({ files, key }: RestoresOptions, world: World): Promise<Salvage> {
  const image = `${files.restore}/image.db`;
  await clearRestore(files, world);
  await world.disk.makeFolder(files.restore);
  await world.disk.makeFolder(files.salvaged);
  try {
    if (!(await imageOfClosed(files, world)(image))) {
      throw refuse('DATABASE_GONE', '没有找到数据文件，无从抢救。', '请用备份或副本恢复。');
    }
    const name = `抢救-${world.clock.now()}.gxe`;
    const work = { kind: 'salvage', image, into: `${files.salvaged}/${name}` } as const;
    const { salvaged } = await runBackup(world, key, work, 'salvaged');
    return { file: `${files.salvaged}/${name}`, ...salvaged };
  } finally {
    await clearRestore(files, world);
  }
}

function busy() {
  return refuse(
    'RESTORING',
    '正在恢复或试算，还没有完成。',
    '请稍等片刻再试，不要关闭程序。',
    '数据没有丢失。',
  );
}
