import type { Certificate } from '../../../contract/city.ts';
import type { Warnings } from '../city/warnings.ts';
import { statement } from '../database/statement.ts';
import { write } from '../database/write.ts';
import type { World } from '../world.ts';
import { createAttempt, type Moved } from './attempt.ts';
import { createBooks } from './books.ts';
import type { CityServer } from './city-client.ts';
import { createLine } from './line.ts';
import { createPace } from './pace.ts';
import { createPeers } from './peers.ts';
import { problemOf, recovery, type TroubleCode } from './recovery.ts';
import { createStanding } from './standing.ts';
import type { Sync, SyncStatus } from './sync.ts';
import { createSyncLog } from './sync-log.ts';
import type { Shelves } from './take-batch.ts';
import { codeOf } from './trouble.ts';

export interface SyncOptions extends Omit<Shelves, 'books'> {
  readonly server: CityServer;
  /** Of the city, from its genesis event. */
  readonly authorityKey: string;
  readonly warnings: Warnings;
  /** Others' events were taken in. */
  readonly received: () => void;
}

type SyncWorld = Pick<World, 'clock' | 'random' | 'timers' | 'connect' | 'reached'>;

/**
 * Keeps a joined city in step with its server, by itself and for good: attempts follow each other at a pace that a dead
 * line slows down, and nothing that happens in one of them ends the engine.
 */
export function createSync(options: SyncOptions, world: SyncWorld): Sync {
  const { db, journal } = options;
  const books = createBooks(db);
  const log = createSyncLog(db, world);
  const own = () => ownOf(options);
  const line = createLine(
    options.server,
    { certificate: () => own().certificate, privateKey: () => own().privateKey },
    world,
  );
  const peers = createPeers(db, books, {
    ...{ realm: journal.identity.realm, authorityKey: options.authorityKey, own: own().certificate },
  });
  const standing = createStanding(db, journal, books);
  let stopped = false;
  const over = () => stopped || !db.open;
  const attempt = createAttempt(
    {
      ...{
        db,
        journal,
        projections: options.projections,
        books,
        line,
        peers,
        log,
        received: options.received,
      },
      privateKey: () => own().privateKey,
      certificatesOf: peers.of,
      warn: (code) => warn(options.warnings, code),
      confirmed: standing.refresh,
    },
    world,
    over,
  );
  const reports: Reports = { ...options, books, log, standing };
  let known: Known = { reachable: null, trouble: null };
  let askAgain = true;

  async function run(): Promise<TroubleCode | null> {
    const moved: Moved = { sent: 0, received: 0 };
    let code: TroubleCode | null = null;
    try {
      await attempt(moved, askAgain);
      askAgain = false;
    } catch (error) {
      code = codeOf(error);
      line.forget();
    }
    if (over()) return null;
    known = { reachable: reachableAfter(code, known.reachable), trouble: code };
    return report(reports, moved, code, world);
  }
  const pace = createPace(run, world, over);

  return {
    status: () => ({
      ...known,
      ...standing.status(),
      working: pace.working(),
      trouble: troubleOf(known, books, options),
    }),
    soon: pace.soon,
    now() {
      askAgain = true;
      return pace.now();
    },
    log: log.rows,
    isUploaded: standing.isUploaded,
    stop() {
      stopped = true;
      pace.stop();
      line.stop();
    },
  };
}

type Known = Pick<SyncStatus, 'reachable' | 'trouble'>;

interface Own {
  readonly certificate: Certificate;
  readonly privateKey: Uint8Array;
}

/** Read anew each time: a PC may be enrolled again while the program runs. */
function ownOf({ db }: Pick<Shelves, 'db'>): Own {
  const row = statement(db, 'SELECT certificate, private_key FROM identity').get() as {
    readonly certificate: string;
    readonly private_key: Buffer;
  };
  return { certificate: JSON.parse(row.certificate), privateKey: row.private_key };
}

/** A full disk or a mistake of our own says nothing about the line. */
function reachableAfter(code: TroubleCode | null, before: boolean | null): boolean | null {
  if (code === 'UNREACHABLE') return false;
  return code === null || recovery[code].raisedBy === 'server' ? true : before;
}

/** Of what failed just now, and what stopped for good, the latter is what people must know. */
function troubleOf(
  known: Known,
  books: Reports['books'],
  { journal }: Pick<Shelves, 'journal'>,
): TroubleCode | null {
  return books.stopped().get(journal.identity.incarnation) ?? known.trouble;
}

interface Reports extends Pick<SyncOptions, 'db' | 'warnings'> {
  readonly books: ReturnType<typeof createBooks>;
  readonly log: ReturnType<typeof createSyncLog>;
  readonly standing: ReturnType<typeof createStanding>;
}

/** Writes an attempt down. The disk may take nothing any more; then that is what went wrong. */
function report(
  { db, books, log, standing, warnings }: Reports,
  { sent, received }: Moved,
  code: TroubleCode | null,
  { clock }: Pick<World, 'clock'>,
): TroubleCode | null {
  try {
    if (sent > 0) log.add({ kind: 'sent', count: sent, words: `上传 ${sent} 条` });
    if (received > 0) log.add({ kind: 'received', count: received, words: `收到 ${received} 条` });
    if (code !== null) {
      log.add({ kind: 'failed', words: recovery[code].words.happened });
      warn(warnings, code);
      return code;
    }
    if (sent + received === 0) log.add({ kind: 'nothing', words: '没有要上传的，也没有新收到的' });
    write(db, () => books.setSuccess(clock.now()));
    standing.refresh();
    return null;
  } catch (error) {
    return codeOf(error);
  }
}

/** Once, until somebody has settled it. */
function warn(warnings: Warnings, code: TroubleCode): void {
  const problem = problemOf(code);
  if (!recovery[code].warns || warnings.standing().some((one) => one.code === problem.code)) return;
  warnings.keep(problem);
}
