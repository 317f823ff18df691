import type { Problem } from '../../../contract/app/problem.ts';
import { createWarnings } from '../city/warnings.ts';
import { type Db, openDatabase, openImage, openReadOnly } from '../database/open.ts';
import { latestLife, readIdentity, startNextIncarnation } from '../journal/identity.ts';
import { createJournal, type Journal } from '../journal/journal.ts';
import { createMarkFile, type Mark } from '../journal/mark.ts';
import { refuse } from '../problem.ts';
import { createEmptyTables, needsRebuild, rebuild } from '../projections/rebuild.ts';
import type { World } from '../world.ts';
import { isAsMade } from './copies.ts';
import { readEventFile } from './event-file.ts';
import type { KeptEvent, PcRecord } from './event-record.ts';
import { becomePc, putPins, putServer } from './pc-record.ts';
import { wholeChain } from './prove.ts';
import { orNull, readWhatIsLeft } from './salvage.ts';
import { createTakeIn, type TakeIn } from './take-in.ts';
import { totalsOf } from './totals.ts';
import type { Assembled, RestorePlan } from './worker-port.ts';

export type AssembleWorld = Pick<World, 'clock' | 'random' | 'files' | 'disk' | 'timers'>;

/**
 * Puts a database together from a copy, the second copy and what the present one still has, under a new life, with a
 * warning that says so. Nothing that is in use is touched. Refuses when the sources don't make a whole.
 */
export async function assemble(plan: RestorePlan, key: Uint8Array, world: AssembleWorld): Promise<Assembled> {
  const pcs: PcRecord[] = [];
  for await (const pc of pcRecords(plan, key, world)) pcs.push(pc);
  if (plan.copy !== null && !(await isAsMade(plan.copy, world.disk))) throw unreadable();
  const copy = plan.copy === null ? null : takeCopy(plan.copy, plan.into, key);
  const db = openDatabase(plan.into, key);
  try {
    const journal = begin(db, pcs, world);
    const taken = createTakeIn(db, journal);
    const { added, damaged } = await gather(plan, key, world, taken);
    const rest = taken.finish();
    const newest = pcs.at(-1);
    if (newest !== undefined) {
      putPins(db, newest);
      putServer(db, newest);
    }
    if (needsRebuild(db)) await rebuild(db, journal, world.timers, () => {});
    if (!wholeChain(db)) throw notWhole();
    const mark = createMarkFile(world.files, plan.mark, key).read();
    const found = { added: added + rest.added, cutOff: rest.cutOff, damaged, lost: lostOf(db, mark) };
    beginNewLife(db, { plan, mark, pcs, found, key }, world);
    return { copy, restored: totalsOf(db), ...found };
  } finally {
    db.close();
  }
}

/** VACUUM INTO again: reads every page of the copy, and its authentication with it. out: what is in it. */
function takeCopy(path: string, into: string, key: Uint8Array) {
  const copy = orNull(() => openReadOnly(path, key));
  if (copy === null) throw unreadable();
  try {
    const intact = orNull(() => copy.pragma('integrity_check', { simple: true }));
    if (intact !== 'ok' || orNull(() => copy.prepare('VACUUM INTO ?').run(into)) === null) throw unreadable();
  } finally {
    copy.close();
  }
  const db = openDatabase(into, key);
  try {
    if (readIdentity(db) === null || !wholeChain(db)) throw unreadable();
    return totalsOf(db);
  } finally {
    db.close();
  }
}

/** The journal of the database to be filled; without a copy it becomes this PC again from what the sources say of it. */
function begin(db: Db, pcs: readonly PcRecord[], world: AssembleWorld): Journal {
  const newest = pcs.at(-1);
  if (readIdentity(db) === null && newest !== undefined) {
    db.transaction(() => {
      createEmptyTables(db);
      becomePc(db, newest);
    }).immediate();
  }
  const identity = readIdentity(db);
  if (identity === null) throw nothing();
  return createJournal(db, identity, world);
}

async function* pcRecords({ eventFiles, image }: RestorePlan, key: Uint8Array, { disk }: AssembleWorld) {
  for (const path of eventFiles) {
    for await (const { content } of readEventFile(disk, path, key))
      if (content.kind === 'pc') yield content.pc;
  }
  const db = image === null ? null : orNull(() => openImage(image, key));
  if (db === null) return;
  try {
    const { pc } = readWhatIsLeft(db, 0);
    if (pc !== null) yield pc;
  } finally {
    db.close();
  }
}

async function gather(plan: RestorePlan, key: Uint8Array, { disk }: AssembleWorld, taken: TakeIn) {
  let [added, damaged] = [0, 0];
  for (const path of plan.eventFiles) {
    const file = readEventFile(disk, path, key);
    for (;;) {
      const { done, value } = await file.next();
      if (done) {
        // A file of which nothing can be read was written under another key: it is another PC's.
        damaged += value.ending === 'damaged' && (value.tail?.index ?? 0) > 0 ? 1 : 0;
        break;
      }
      const { content } = value;
      if (content.kind === 'events') added += taken.add(content.events);
    }
  }
  for (const events of eventsOfImage(plan.image, key, (await sizeOf(plan.image, disk)) ?? 0)) {
    added += taken.add(events);
  }
  return { added, damaged };
}

const sizeOf = async (path: string | null, disk: World['disk']) => (path === null ? 0 : disk.size(path));

function* eventsOfImage(
  image: string | null,
  key: Uint8Array,
  bytes: number,
): Generator<readonly KeptEvent[]> {
  const db = image === null ? null : orNull(() => openImage(image, key));
  if (db === null) return;
  try {
    yield* readWhatIsLeft(db, bytes).events;
  } finally {
    db.close();
  }
}

/** Own events the mark knows of: those of its life that are not here. */
function lostOf(db: Db, mark: Mark | null): number {
  if (mark === null || mark.realm !== readIdentity(db)?.realm) return 0;
  const number = db
    .prepare('SELECT max(e.number) FROM event e JOIN stream s ON s.id = e.stream WHERE s.incarnation = ?')
    .pluck()
    .get(mark.incarnation) as number | null;
  return Math.max(0, mark.number - (number ?? 0));
}

interface NewLife {
  readonly plan: RestorePlan;
  readonly mark: Mark | null;
  readonly pcs: readonly PcRecord[];
  readonly found: Pick<Assembled, 'added' | 'lost' | 'cutOff'>;
  readonly key: Uint8Array;
}

/** New numbers, and the warning that says why, in one transaction; then the mark that belongs to them. */
function beginNewLife(db: Db, { plan, mark, pcs, found, key }: NewLife, world: AssembleWorld): void {
  const lives = ownLives(db);
  const latest = latestLife([...lives, ...pcs.map((pc) => pc.incarnation), mark?.incarnation ?? '']);
  db.transaction(() => {
    startNextIncarnation(db, latest, world.random);
    createWarnings(db, world).keep(restoredBy(plan.said, found));
  }).immediate();
  const identity = readIdentity(db);
  if (identity === null) throw new Error('a restored database has no identity');
  const { realm, incarnation } = identity;
  const { number, lamport } = createJournal(db, identity, world).heads();
  const now = Math.max(mark?.latest ?? 0, world.clock.now());
  createMarkFile(world.files, plan.newMark, key).write({ realm, incarnation, number, lamport, latest: now });
}

/** This PC's alone: another one's letters are no reason to leave one out here. */
function ownLives(db: Db): readonly string[] {
  const own = 'SELECT incarnation FROM stream WHERE device = (SELECT device FROM identity)';
  return db.prepare(own).pluck().all() as string[];
}

function restoredBy(said: string, { added, lost, cutOff }: NewLife['found']): Problem {
  const missing = lost + cutOff;
  return {
    code: 'RESTORED_COPY',
    happened: `${said}，补回了备份之后的 ${added} 条记录${missing === 0 ? '，没有缺少' : `，还缺少 ${missing} 条`}。`,
    safe: '现有数据完好；新业务使用新的单号系列，不会与以前的单据重号。换下的数据文件保留在数据文件夹里。',
    todo:
      missing === 0
        ? '请用最近的纸质单据核对后，由主管或管理员标为已处理。'
        : '请立即联系管理员，用纸质单据核对缺少的业务，并作补录。',
  };
}

function unreadable() {
  return refuse(
    'COPY_DAMAGED',
    '这份备份已损坏，或不是用本机的密钥加密的，没有用它恢复。',
    '请选另一份备份。',
    '正在使用的数据没有改动。',
  );
}

function nothing() {
  return refuse(
    'NO_SOURCE',
    '没有找到可以用来恢复的备份或副本。',
    '请选择副本所在的文件夹；若密钥不是本机原来的，也读不出来。',
    '程序没有改动任何数据。',
  );
}

function notWhole() {
  return refuse(
    'COPY_CHAIN',
    '用这份备份拼出的业务记录前后接不上，没有恢复。',
    '请选另一份备份，并联系管理员。',
    '正在使用的数据没有改动。',
  );
}
