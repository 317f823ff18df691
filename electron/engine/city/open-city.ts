import type { Problem } from '../../../contract/app/problem.ts';
import type { Warning } from '../../../contract/app/session.ts';
import type { CityState } from '../../../contract/domain/folds/settings.ts';
import { isReadable } from '../../../contract/events/catalogue.ts';
import { deriveKey, seal, toHex, utf8 } from '../../../wire/bytes.ts';
import { type Copies, createCopies } from '../backup/copies.ts';
import { createSecondCopy, type SecondCopy } from '../backup/second-copy.ts';
import type { SwapFiles } from '../backup/swap.ts';
import type { Engine } from '../commands/command.ts';
import { type Db, inWords, openDatabase } from '../database/open.ts';
import { readIdentity } from '../journal/identity.ts';
import { createJournal, type Journal } from '../journal/journal.ts';
import { createMarkFile, type MarkFile } from '../journal/mark.ts';
import { verifyTails } from '../journal/verify.ts';
import { refuse } from '../problem.ts';
import { createProjections } from '../projections/project.ts';
import { needsRebuild, type Progress, rebuild, requireRebuild } from '../projections/rebuild.ts';
import { clockConfirmedOn } from '../queries/clock-answer.ts';
import { businessDayOf, cityOf } from '../queries/state.ts';
import { serverOf } from '../sync/books.ts';
import { createSync, type SyncOptions } from '../sync/driver.ts';
import type { Sync } from '../sync/sync.ts';
import type { World } from '../world.ts';
import { brokenChain, watchChain } from './chain-watch.ts';
import { type ClockWatch, watchClock } from './clock-watch.ts';
import { compareWithMark } from './compare-mark.ts';
import { sampleMatches } from './sample-check.ts';
import { createWarnings, type Settlement } from './warnings.ts';

/** One city's data on this PC, open and checked. */
export interface OpenCity extends Engine {
  readonly city: CityState;
  readonly clock: ClockWatch;
  /** What people must know until it is settled. */
  warnings(): readonly Warning[];
  /** Refuses while the cause is still there. */
  settleWarning(id: string, by: Settlement): void;
  /** Tells whether a repeated request names the same secret. Keyed: without the database's key nobody can try secrets on it. */
  fingerprintOf(secret: string): string;
  readonly files: CityFiles;
  readonly second: SecondCopy;
  readonly copies: Copies;
  /** The line to the city's server; null for a practice city, which never syncs, and where no server is known. */
  readonly sync: Sync | null;
  close(): void;
}

export interface CityFiles extends SwapFiles {
  readonly folder: string;
  /** Where the second copy lies (backup/place.ts). */
  readonly place: string;
  /** Where the second copy ended (backup/tail-note.ts). */
  readonly note: string;
  /** Folders: whole copies; what was salvaged; a restore under way. */
  readonly copies: string;
  readonly salvaged: string;
  readonly restore: string;
  /** Of a PC that is about to join: its key pair and what the city gave it; and the database before it comes to its place. */
  readonly joining: string;
  readonly joiningDatabase: string;
}

/** The mark reaches the disk this soon after a sale (design.md §3). */
const MARK_WITHIN = 5_000;

export function cityFiles(folder: string): CityFiles {
  return {
    folder,
    database: `${folder}/gongxu.db`,
    mark: `${folder}/gongxu.mark`,
    place: `${folder}/gongxu.place`,
    note: `${folder}/gongxu.note`,
    ready: `${folder}/gongxu.ready.db`,
    readyMark: `${folder}/gongxu.ready.mark`,
    copies: `${folder}/copies`,
    salvaged: `${folder}/salvaged`,
    restore: `${folder}/restore`,
    joining: `${folder}/gongxu.joining`,
    joiningDatabase: `${folder}/gongxu.joining.db`,
  };
}

/**
 * Opens a city's folder: pragmas read back, tails of the chain, the mark, and a sample of tables against their events;
 * tables of another fold version are rebuilt first. Refuses in words; when it refuses no event is written.
 */
export async function openCity(
  files: CityFiles,
  key: Uint8Array,
  world: World,
  progress: Progress = () => {},
): Promise<OpenCity> {
  const db = openDatabase(files.database, key);
  try {
    const markFile = createMarkFile(world.files, files.mark, key);
    const warnings = createWarnings(db, world);
    compareWithMark(db, world, markFile, warnings);
    const journal = createJournal(db, ownIdentity(db), world);
    if (!verifyTails(db, journal.identity.incarnation)) throw brokenChain();
    learnToRead(db);
    if (needsRebuild(db)) await rebuild(db, journal, world.timers, progress);
    if (!sampleMatches(db, journal)) {
      await rebuild(db, journal, world.timers, progress);
      warnings.mention(mended);
    }
    const city = cityOf(db);
    const { device } = journal.identity;
    const clock = watchClock(
      world,
      markFile.read()?.latest ?? 0,
      () => (city.said.practice ? null : businessDayOf(db, device)),
      clockConfirmedOn(db, device),
    );
    const keeper = keepMark(db, world, { markFile, clock }, journal);
    // At once, so that an older copy put back is noticed however soon, and however often.
    keeper.now();
    const watch = watchChain(journal.identity, db, world, warnings);
    const secretsKey = deriveKey(key, 'repeated secrets');
    const { second, copies } = startBackups(files, { db, key, journal }, world);
    const projections = createProjections(db, journal);
    const received = () => {
      keeper.soon();
      second.soon();
    };
    const sync = startSync({ db, journal, projections, warnings, received }, city, world);
    return {
      ...{ db, journal, world, city, clock, files, second, copies, projections, sync },
      committed(type) {
        keeper.soon();
        second.soon();
        copies.after(type);
        sync?.soon();
      },
      requireWhole: watch.requireWhole,
      warnings: warnings.standing,
      settleWarning: watch.settle,
      fingerprintOf: (secret) => toHex(seal(secretsKey, utf8(secret))),
      close() {
        sync?.stop();
        watch.stop();
        keeper.stop();
        second.stop();
        copies.stop();
        db.close();
        copies.release();
      },
    };
  } catch (error) {
    db.close();
    throw inWords(error);
  }
}

function startBackups(
  { folder, database, place, note, copies }: CityFiles,
  { db, key, journal }: { readonly db: Db; readonly key: Uint8Array; readonly journal: Journal },
  world: World,
) {
  const { device } = journal.identity;
  const second = createSecondCopy(
    { db, key, device, noteFile: note, placeFile: place, dataFolder: folder },
    world,
  );
  return {
    second,
    copies: createCopies({ db, journal, key, database, folder: copies, away: second.apart }, world),
  };
}

function startSync(
  parts: Omit<SyncOptions, 'server' | 'authorityKey'>,
  { said }: CityState,
  world: World,
): Sync | null {
  const server = said.practice ? null : serverOf(parts.db);
  return server === null ? null : createSync({ ...parts, server, authorityKey: said.authorityKey }, world);
}

function ownIdentity(db: Db) {
  const identity = readIdentity(db);
  if (identity === null)
    throw refuse('NO_CITY', '这个文件夹里没有城市数据。', '请先开始练习，或用市局的设置文件入网。');
  return identity;
}

const mended: Problem = {
  code: 'MENDED',
  happened: '启动检查发现账表与业务记录不一致，已按业务记录重新生成账表。',
  safe: '业务记录完好，账表已与记录一致。',
  todo: '请告诉管理员；若再次出现，请停用这台电脑并检查硬盘。',
};

/** After an upgrade some events kept unread can be read; the tables fold anew, also when a crash comes between. */
function learnToRead(db: Db): void {
  const unread = db.prepare('SELECT id, bytes FROM event WHERE readable = 0').all() as {
    id: number;
    bytes: Buffer;
  }[];
  const learned = unread.filter(({ bytes }) => {
    const { type, version } = JSON.parse(bytes.toString('utf8'));
    return isReadable(type, version);
  });
  if (learned.length === 0) return;
  const update = db.prepare('UPDATE event SET readable = 1 WHERE id = ?');
  db.transaction(() => {
    for (const { id } of learned) update.run(id);
    requireRebuild(db);
  }).immediate();
}

function keepMark(
  db: Db,
  world: World,
  { markFile, clock }: { readonly markFile: MarkFile; readonly clock: ClockWatch },
  journal: ReturnType<typeof createJournal>,
) {
  let cancel: (() => void) | null = null;
  const now = () => {
    cancel?.();
    cancel = null;
    const { number, lamport } = journal.heads();
    const { realm, incarnation } = journal.identity;
    if (db.open) markFile.write({ realm, incarnation, number, lamport, latest: clock.latest() });
  };
  const soon = () => {
    cancel ??= world.timers.after(MARK_WITHIN, tryNow);
  };
  // A full disk must not end the engine: the sales are safe without the mark, and it is tried again.
  const tryNow = () => {
    try {
      now();
    } catch {
      soon();
    }
  };
  return {
    soon,
    now: tryNow,
    stop() {
      tryNow();
      cancel?.();
    },
  };
}
