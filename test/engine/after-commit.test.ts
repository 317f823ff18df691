import Database from 'better-sqlite3';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Problem } from '../../contract/app/problem.ts';
import { halfState } from './checks.ts';
import { killedNow, practiceSeat, reopen, saleOf } from './city.ts';
import { procedureClient } from './engine-under-test.ts';
import { countEvents } from './tables.ts';

const sale = { ...saleOf(0), cards: [...saleOf(0).cards], request: 'request-sale-1' };
type Counter = Awaited<ReturnType<typeof counter>>;

async function counter() {
  const { seat, world, folder } = await practiceSeat();
  const { client, close } = procedureClient(seat);
  onTestFinished(() => {
    vi.restoreAllMocks();
    close();
  });
  return { seat, world, folder, client, db: seat.city().db };
}

/** The commit as SQLite makes it, and then this error in place of its answer. */
function failAfterCommit({ db }: Counter, code: string): void {
  const real = db.transaction.bind(db);
  vi.spyOn(db, 'transaction').mockImplementationOnce(((write: () => unknown) => ({
    immediate() {
      real(write).immediate();
      throw new Database.SqliteError('as the disk says it', code);
    },
  })) as never);
}

const answers: readonly (readonly [string, (at: Counter) => void])[] = [
  ['the commit could not be flushed', (at) => failAfterCommit(at, 'SQLITE_IOERR_FSYNC')],
  ['the disk became read-only at the commit', (at) => failAfterCommit(at, 'SQLITE_READONLY')],
  ['damage was found at the commit', (at) => failAfterCommit(at, 'SQLITE_CORRUPT')],
  [
    'the mark could not be planned',
    ({ world }) => {
      vi.spyOn(world.timers, 'after').mockImplementation(() => {
        throw new Error('no timer');
      });
    },
  ],
  [
    'the answer could not be read',
    ({ world, db }) => {
      world.onReached = (point) => {
        if (point !== 'command.committed') return;
        vi.spyOn(db, 'prepare').mockImplementation(() => {
          throw new Database.SqliteError('disk I/O error', 'SQLITE_IOERR_READ');
        });
      };
    },
  ],
];

async function problemOf(call: Promise<unknown>): Promise<Problem> {
  const refused = await call.then(
    () => null,
    (error: { data: Problem }) => error.data,
  );
  if (refused === null) throw new Error('it was answered');
  return refused;
}

test.each(answers)(
  '%s: nobody is told that nothing was saved, and the sale is found',
  async (_when, fail) => {
    const at = await counter();
    const before = countEvents(at.db);
    fail(at);
    const { code, happened, safe, todo } = await problemOf(at.client.sales.make(sale));
    expect(['BUG', 'DISK_UNSURE']).toContain(code);
    expect(safe).toContain('可能已经保存，也可能没有');
    expect(`${happened}${safe}${todo}`).not.toMatch(/没有(保存|写入|办成|完成)/);
    vi.restoreAllMocks();

    const again = await reopen(killedNow(at.folder));
    const { client, close } = procedureClient(again);
    expect((await client.sales.make(sale)).cards).toBe(1);
    close();
    expect(countEvents(again.city().db)).toBe(before + 1);
    expect(await halfState(again)).toBeNull();
  },
);

test('before the commit a full disk and a broken one still say that nothing was saved, and nothing was', async () => {
  for (const [code, answer] of [
    ['SQLITE_FULL', 'DISK_FULL'],
    ['SQLITE_IOERR_WRITE', 'DISK'],
    ['SQLITE_CORRUPT', 'DAMAGED'],
  ] as const) {
    const at = await counter();
    const before = countEvents(at.db);
    at.world.onReached = (point) => {
      if (point === 'tables.folded') throw new Database.SqliteError('as the disk says it', code);
    };
    expect(await problemOf(at.client.sales.make(sale))).toMatchObject({
      code: answer,
      safe: expect.stringContaining('没有保存'),
    });
    expect(countEvents(at.db)).toBe(before);
  }
});
