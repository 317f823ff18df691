import { rolesInWords } from '../../../contract/domain/roles.ts';
import { catalogue, type EventType } from '../../../contract/events/catalogue.ts';
import type { Role } from '../../../contract/events/parts.ts';
import { sameBytes, sha256, utf8 } from '../../../wire/bytes.ts';
import type { Decoded } from '../../../wire/encode.ts';
import type { Db } from '../database/open.ts';
import { statement } from '../database/statement.ts';
import { write } from '../database/write.ts';
import type { Appended, Entry, Journal } from '../journal/journal.ts';
import type { Draft } from '../journal/make-event.ts';
import { touchKey } from '../journal/touches.ts';
import { refuseApprover } from '../people/approver.ts';
import { refuse } from '../problem.ts';
import type { Projections } from '../projections/project.ts';
import type { World } from '../world.ts';

/** Who is at the counter, and on which business day. */
export interface Desk {
  readonly actor: string;
  readonly role: Role | 'device';
  readonly businessDay: string;
  /** The second person, whose secret was checked; left out where one person is enough. */
  readonly approver?: string;
}

/** What a command may do: read tables through `db`, append facts, and nothing else. */
export interface Writer extends Desk {
  readonly db: Db;
  readonly journal: Journal;
  /** The fact the request asked for; its id is what a repeated request finds again. */
  append<T extends EventType>(draft: Draft<T>): Entry;
  /** A fact that came along, e.g. the new employer of a sale. */
  appendBeside<T extends EventType>(draft: Draft<T>): Entry;
}

/** One thing a clerk does: checks the rules and appends the facts. `does` is the type of its main fact. */
export interface Command<I> {
  readonly does: EventType;
  readonly run: (write: Writer, input: I) => void;
  /** What of the input the form asked for, where it also carries something made anew at each try (a salted hash). */
  readonly asks?: (input: I) => unknown;
}

export interface Engine {
  readonly db: Db;
  readonly journal: Journal;
  readonly projections: Projections;
  readonly world: World;
  /** Told after every commit, with what was done. */
  readonly committed: (done: EventType) => void;
  /** Throws once a check has found the journal broken: nothing more is written on top of it. */
  readonly requireWhole: () => void;
}

/**
 * Runs a command in one transaction: rules, events, tables, all or none. out: the main event. The same request again,
 * also after a crash between commit and reply, gives the first one's event and writes nothing.
 */
export function execute<I>(
  engine: Engine,
  command: Command<I>,
  input: I,
  desk: Desk,
  request: string,
): Decoded {
  const { journal, world } = engine;
  const asked = sha256(utf8(JSON.stringify(command.asks?.(input) ?? input ?? null)));
  const earlier = journal.byRequest(request);
  if (earlier !== null) return sameDeed(journal, earlier, command.does, asked);
  engine.requireWhole();
  refuseUnapproved(engine.db, command.does, desk);
  const made = orForget(journal, () =>
    write(engine.db, () => {
      world.reached('command.begun');
      const entries = gather(engine, { command, input, asked }, desk, request);
      world.reached('event.appended');
      engine.projections.applyOwn(entries);
      world.reached('tables.folded');
      return mainOf(entries, request);
    }),
  );
  journal.commit();
  engine.committed(command.does);
  world.reached('command.committed');
  return made;
}

/** What was not written must not be remembered either. */
function orForget<T>(journal: Journal, change: () => T): T {
  try {
    return change();
  } catch (error) {
    journal.forget();
    throw error;
  }
}

function mainOf(entries: readonly Appended[], request: string): Decoded {
  const main = entries.find(({ decoded }) => decoded.envelope.request === request);
  if (main === undefined) throw new Error('a command wrote no main fact');
  return main.decoded;
}

interface Asked<I> {
  readonly command: Command<I>;
  readonly input: I;
  readonly asked: Uint8Array;
}

function gather<I>(
  engine: Engine,
  { command, input, asked }: Asked<I>,
  desk: Desk,
  request: string,
): Appended[] {
  const { db, journal } = engine;
  const entries: Appended[] = [];
  const put = <T extends EventType>(draft: Draft<T>, id: string): Appended => {
    refuseUnreadable(engine, draft);
    const entry = journal.append(draft, { ...desk, approver: desk.approver ?? null, request: id }, asked);
    entries.push(entry);
    return entry;
  };
  command.run(
    {
      ...desk,
      db,
      journal,
      append: (draft) => put(draft, request),
      appendBeside: (draft) => put(draft, `${request}/${entries.length + 1}`),
    },
    input,
  );
  return entries;
}

/** A form asks the same thing again; another thing under its number is somebody's mistake, and is not passed off as done. */
function sameDeed(journal: Journal, earlier: Decoded, does: EventType, asked: Uint8Array): Decoded {
  const before = journal.askedBy(earlier.envelope.request);
  if (earlier.envelope.type === does && before !== null && sameBytes(before, asked)) return earlier;
  throw refuse(
    'REQUEST_REUSED',
    '这个操作编号已用于另一项业务，这一次没有办理。',
    '请重新打开该页面再办理，并在记录里核对前一次办的是什么。',
  );
}

/** The last lock before the journal: whatever calls a command, two persons are two persons, and the second may approve. */
function refuseUnapproved(db: Db, does: EventType, { actor, approver }: Desk): void {
  const { approvers } = catalogue[does];
  if (approvers === null) return;
  if (approver !== undefined && approver !== actor) {
    refuseApprover(db, approvers, { actor, approver });
    return;
  }
  throw refuse(
    'APPROVAL',
    `这项业务须由${rolesInWords(approvers)}当场批准，还没有办理。`,
    `请经办人以外的一位${rolesInWords(approvers)}输入本人密码批准。`,
  );
}

/** 需先升级: what an event this program can't read has touched may have changed in ways it can't know. */
function refuseUnreadable({ db, journal }: Engine, draft: Draft<EventType>): void {
  const any = statement(db, 'SELECT 1 FROM event WHERE readable = 0 LIMIT 1').pluck().get();
  if (any === undefined) return;
  journal.lookups.settle();
  const touched = statement(
    db,
    `SELECT 1 FROM touch t JOIN event e ON e.id = t.event
     WHERE e.readable = 0 AND t.kind = ? AND t.first <= ? AND (t.last >= ? OR t.first = ?)`,
  );
  for (const ref of draft.entities) {
    const { kind, first, last } = touchKey(ref);
    if (touched.get(kind, last, first, first) !== undefined) {
      throw refuse(
        'UPGRADE_FIRST',
        '这项业务涉及新版本程序登记的内容，本版本不能办理。',
        '请先升级本程序，其他业务可照常办理。',
      );
    }
  }
}
