import type { AppState, Realm } from '../../contract/app/session.ts';
import { deriveKey } from '../../wire/bytes.ts';
import { asideOf } from './backup/restore.ts';
import { finishSwap } from './backup/swap.ts';
import { type CityFiles, cityFiles, type OpenCity, openCity } from './city/open-city.ts';
import { openPractice } from './city/practice.ts';
import { isTrouble, requireNotLost } from './city/trouble.ts';
import { refuse } from './problem.ts';
import type { Progress } from './projections/rebuild.ts';
import type { World } from './world.ts';

/** Where the data of one realm lies on this PC, and the key of its database. */
export interface OwnRealm {
  readonly files: CityFiles;
  readonly key: Uint8Array;
}

export type Realms = Readonly<Record<Realm, OwnRealm>>;

/** 练习 and the joined city share nothing: neither a folder nor a key. */
export function realmsIn({ folder, key }: { readonly folder: string; readonly key: Uint8Array }): Realms {
  return {
    practice: { files: cityFiles(`${folder}/practice`), key: deriveKey(key, 'practice database') },
    city: { files: cityFiles(`${folder}/city`), key: deriveKey(key, 'city database') },
  };
}

/** Whether this PC is, or ever was, a member of a city: a database, one waiting for its swap, or the mark of a lost one. */
export function isJoined({ city: { files } }: Realms, world: Pick<World, 'files'>): boolean {
  return [files.database, files.ready, files.mark].some((path) => world.files.exists(path));
}

/** The seat's own state, as far as opening changes it. */
export interface Opened {
  open: OpenCity | null;
  realm: Realm;
  sitting: unknown;
  rebuilding: AppState['rebuilding'];
  trouble: AppState['trouble'];
  restoring: boolean;
}

/**
 * Opens one of the realms and closes the other, one call after another: two pages may ask at once. Refuses while somebody
 * sits in the other one, and in words where the data doesn't open.
 */
export function createOpener(
  counter: Opened,
  realms: Realms,
  world: World,
  begun: { readonly practice: () => void; readonly rebuilding: () => void },
) {
  let turn: Promise<void> = Promise.resolve();
  const progress: Progress = (done, total) => {
    counter.rebuilding = { done, total };
    begun.rebuilding();
  };
  const openings: Readonly<Record<Realm, () => Promise<OpenCity>>> = {
    practice: async () => {
      const { files, key } = realms.practice;
      const city = await openPractice(files, key, world, progress);
      begun.practice();
      return city;
    },
    city: () => openJoined(realms.city, world, progress),
  };
  async function openNow(realm: Realm): Promise<void> {
    if (counter.restoring) throw restoring();
    if (counter.open !== null && counter.realm === realm) return;
    closeUnlessSeated(counter);
    counter.realm = realm;
    counter.trouble = null;
    try {
      counter.open = await openings[realm]();
    } catch (error) {
      if (isTrouble(error)) counter.trouble = error.problem;
      throw error;
    } finally {
      counter.rebuilding = null;
    }
  }
  return (realm: Realm): Promise<void> => {
    const mine = turn.then(() => openNow(realm));
    turn = mine.catch(() => {});
    return mine;
  };
}

/** Ends what is open; refuses while somebody sits in it: their half-filled forms and their sitting are theirs. */
export function closeUnlessSeated(counter: Opened): void {
  if (counter.sitting !== null) {
    const here = counter.realm === 'practice' ? '练习' : '正式业务';
    throw refuse(
      'SEATED',
      `有人正在办理${here}，没有换过去。`,
      '请先在办理的窗口按 F12 锁屏、退出登录，再换。',
    );
  }
  counter.open?.close();
  counter.open = null;
}

async function openJoined({ files, key }: OwnRealm, world: World, progress: Progress): Promise<OpenCity> {
  world.files.makeFolder(files.folder);
  finishSwap(world.files, files, asideOf(files, world));
  requireNotLost(files, world);
  if (!world.files.exists(files.database)) throw notJoined();
  const city = await openCity(files, key, world, progress);
  // The key pair is in the database now; a kill right after the joining may have left its first copy.
  world.files.remove(files.joining);
  return city;
}

function notJoined() {
  return refuse('NOT_JOINED', '这台电脑还没有入网。', '请在首页选择“入网”，或先练习。');
}

export function restoring() {
  return refuse(
    'RESTORING',
    '正在恢复数据，还没有完成。',
    '请稍等片刻再试，不要关闭程序。',
    '数据没有丢失。',
  );
}
