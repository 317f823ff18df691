import type { Problem } from '../../../contract/app/problem.ts';
import type { CityState } from '../../../contract/domain/folds/settings.ts';
import { isReadable } from '../../../contract/events/catalogue.ts';
import type { Engine } from '../commands/command.ts';
import { type Db, inWords, openDatabase } from '../database/open.ts';
import { readIdentity, startNextIncarnation } from '../journal/identity.ts';
import { createJournal } from '../journal/journal.ts';
import { createMarkFile, type MarkFile } from '../journal/mark.ts';
import { verifyTails } from '../journal/verify.ts';
import { refuse } from '../problem.ts';
import { createProjections } from '../projections/project.ts';
import { needsRebuild, type Progress, rebuild, requireRebuild } from '../projections/rebuild.ts';
import { cityOf } from '../queries/state.ts';
import type { World } from '../world.ts';
import { sampleMatches } from './sample-check.ts';

/** One city's data on this PC, open and checked. */
export interface OpenCity extends Engine {
  readonly city: CityState;
  /** What people must know until it is settled. */
  readonly warnings: readonly Problem[];
  close(): void;
}

export interface CityFiles {
  readonly database: string;
  readonly mark: string;
}

/** The mark reaches the disk this soon after a sale (design.md §3). */
const MARK_WITHIN = 5_000;

export function cityFiles(folder: string): CityFiles {
  return { database: `${folder}/gongxu.db`, mark: `${folder}/gongxu.mark` };
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
    const warnings = [...compareWithMark(db, world, markFile)];
    const journal = createJournal(db, ownIdentity(db), world);
    if (!verifyTails(db)) throw broken();
    learnToRead(db);
    if (needsRebuild(db)) await rebuild(db, journal, world.timers, progress);
    if (!sampleMatches(db, journal)) {
      await rebuild(db, journal, world.timers, progress);
      warnings.push(mended);
    }
    const keeper = keepMark(db, world, markFile, journal);
    // At once, so that an older copy put back is noticed however soon, and however often.
    keeper.now();
    return {
      ...{ db, journal, world, warnings, city: cityOf(db) },
      projections: createProjections(db, journal),
      committed: keeper.soon,
      close() {
        keeper.stop();
        db.close();
      },
    };
  } catch (error) {
    db.close();
    throw inWords(error);
  }
}

function ownIdentity(db: Db) {
  const identity = readIdentity(db);
  if (identity === null)
    throw refuse('NO_CITY', '这个文件夹里没有城市数据。', '请先开始练习，或用市局的设置文件入网。');
  return identity;
}

function broken() {
  return refuse(
    'CHAIN',
    '业务记录的校验链断开，数据可能被改动或损坏，已停止办理业务。',
    '请不要删除数据文件夹，立即联系管理员。',
    '程序没有改动数据。',
  );
}

const mended: Problem = {
  code: 'MENDED',
  happened: '启动检查发现账表与业务记录不一致，已按业务记录重新生成账表。',
  safe: '业务记录完好，账表已与记录一致。',
  todo: '请告诉管理员；若再次出现，请停用这台电脑并检查硬盘。',
};

const markLost: Problem = {
  code: 'MARK_LOST',
  happened: '数据文件夹里的水位标记丢失或损坏，无法确认数据是不是最新的。',
  safe: '现有数据完好；新业务使用新的单号系列，不会与以前的单据重号。',
  todo: '请告诉管理员，并用最近的纸质单据核对。',
};

/** A database behind its own mark, or of an earlier life, is an older copy: it goes on under new numbers, and says so. */
function compareWithMark(db: Db, world: World, markFile: MarkFile): readonly Problem[] {
  const identity = readIdentity(db);
  const mark = markFile.read();
  if (identity === null) return [];
  const { number } = createJournal(db, identity, world).heads();
  // The mark is written when a city is first opened, before any own event.
  const lost = mark === null || mark.realm !== identity.realm;
  if (lost && number === 0) return [];
  const sameLife = !lost && mark.incarnation === identity.incarnation;
  if (sameLife && number >= mark.number) return [];
  const past = lost ? identity.incarnation : mark.incarnation;
  db.transaction(() => startNextIncarnation(db, past, world.random)).immediate();
  if (lost) return [markLost];
  const missing = sameLife ? `最近 ${mark.number - number} 条记录` : '那之后的记录';
  return [
    {
      code: 'RESTORED',
      happened: `数据被换成了较早的副本，缺少${missing}。`,
      safe: '现有数据完好；新业务使用新的单号系列，不会与丢失的单据重号。',
      todo: '请立即联系管理员，用纸质单据核对缺少的业务。',
    },
  ];
}

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

function keepMark(db: Db, world: World, markFile: MarkFile, journal: ReturnType<typeof createJournal>) {
  let cancel: (() => void) | null = null;
  let latest = markFile.read()?.latest ?? 0;
  const now = () => {
    cancel?.();
    cancel = null;
    latest = Math.max(latest, world.clock.now());
    const { number, lamport } = journal.heads();
    const { realm, incarnation } = journal.identity;
    if (db.open) markFile.write({ realm, incarnation, number, lamport, latest });
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
