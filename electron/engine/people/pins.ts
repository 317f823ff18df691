import { hash, verify } from '@node-rs/argon2';
import type { Db } from '../database/open.ts';
import { refuse } from '../problem.ts';
import type { World } from '../world.ts';

type Place = { readonly db: Db; readonly world: Pick<World, 'clock' | 'random'> };

/** OWASP's second choice of argon2id parameters: 19 MiB, two passes; 178 ms the first time here. */
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const MOST_FAILURES = 5;
const LOCK_MINUTES = 5;

/** Sets a PIN on this PC. in: `shown` is the PIN itself in the practice city, which shows it; else null. */
export async function setPin(
  { db, world }: Place,
  person: string,
  pin: string,
  shown: string | null,
): Promise<void> {
  const known = db.prepare('SELECT 1 FROM pin WHERE person = ?').pluck().get(person);
  if (known !== undefined) return;
  const hashed = await hash(pin, { ...ARGON2, salt: world.random(16) });
  db.prepare('INSERT OR IGNORE INTO pin (person, hash, practice_pin) VALUES (?, ?, ?)').run(
    person,
    hashed,
    shown,
  );
}

export function practicePinOf(db: Db, person: string): string | null {
  const pin = db.prepare('SELECT practice_pin FROM pin WHERE person = ?').pluck().get(person);
  return (pin as string | null | undefined) ?? null;
}

interface Row {
  hash: string;
  failures: number;
  failed_at: number;
}

/**
 * Checks a PIN. Each try is counted before it is checked, so that pulling the plug wins no further tries; five wrong
 * ones lock the person for five minutes, also over a restart, and a clock set back starts the five minutes again.
 */
export async function checkPin({ db, world }: Place, person: string, pin: string): Promise<void> {
  const row = db.prepare('SELECT hash, failures, failed_at FROM pin WHERE person = ?').get(person) as
    | Row
    | undefined;
  if (row === undefined) throw refuse('PERSON', '没有这个经办人，或还没有设置密码。', '请重新选择经办人。');
  const now = world.clock.now();
  refuseWhileLocked(db, person, row, now);
  db.prepare('UPDATE pin SET failures = failures + 1, failed_at = ? WHERE person = ?').run(now, person);
  if (!(await verify(row.hash, pin))) {
    const left = MOST_FAILURES - row.failures - 1;
    const todo = left > 0 ? `请重新输入，还可以试 ${left} 次。` : `请 ${LOCK_MINUTES} 分钟后再试。`;
    throw refuse('PIN', '密码不对，没有登录。', todo);
  }
  db.prepare('UPDATE pin SET failures = 0 WHERE person = ?').run(person);
}

function refuseWhileLocked(db: Db, person: string, row: Row, now: number): void {
  if (row.failures < MOST_FAILURES) return;
  const waited = now - row.failed_at;
  if (waited < 0) db.prepare('UPDATE pin SET failed_at = ? WHERE person = ?').run(now, person);
  if (waited >= 0 && waited >= LOCK_MINUTES * 60_000) {
    db.prepare('UPDATE pin SET failures = 0 WHERE person = ?').run(person);
    return;
  }
  const minutes = Math.ceil((LOCK_MINUTES * 60_000 - Math.max(0, waited)) / 60_000);
  throw refuse(
    'LOCKED',
    `密码输错 ${MOST_FAILURES} 次，这个账号暂时锁定。`,
    `请 ${minutes} 分钟后再试，或换人办理。`,
  );
}
