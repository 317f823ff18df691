import { hash, verify } from '@node-rs/argon2';
import type { Db } from '../database/open.ts';
import { write } from '../database/write.ts';
import { refuse } from '../problem.ts';
import type { World } from '../world.ts';

type Place = { readonly db: Db; readonly world: Pick<World, 'clock' | 'random'> };

/** OWASP's second choice of argon2id parameters: 19 MiB, two passes; 178 ms the first time here. */
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const MOST_FAILURES = 5;
const LOCK_MINUTES = 5;

/** argon2id of a PIN or password, with its salt; what the `pin` table keeps. */
export function hashSecret(world: Pick<World, 'random'>, secret: string): Promise<string> {
  return hash(secret, { ...ARGON2, salt: world.random(16) });
}

/** Sets a PIN on this PC. in: `shown` is the PIN itself in the practice city, which shows it; else null. */
export async function setPin(
  { db, world }: Place,
  person: string,
  pin: string,
  shown: string | null,
): Promise<void> {
  const known = db.prepare('SELECT 1 FROM pin WHERE person = ?').pluck().get(person);
  if (known !== undefined) return;
  const hashed = await hashSecret(world, pin);
  const add = db.prepare('INSERT OR IGNORE INTO pin (person, hash, practice_pin) VALUES (?, ?, ?)');
  write(db, () => add.run(person, hashed, shown));
}

/** A new secret, by whoever may set it, inside the transaction of its event. The lock, if any, is gone. */
export function replaceSecret(db: Db, person: string, hashed: string, given: boolean): void {
  db.prepare(
    `INSERT INTO pin (person, hash, given) VALUES (?, ?, ?)
     ON CONFLICT (person) DO UPDATE
     SET hash = excluded.hash, given = excluded.given, failures = 0, failed_at = 0, practice_pin = NULL`,
  ).run(person, hashed, Number(given));
}

export function practicePinOf(db: Db, person: string): string | null {
  const pin = db.prepare('SELECT practice_pin FROM pin WHERE person = ?').pluck().get(person);
  return (pin as string | null | undefined) ?? null;
}

interface Row {
  hash: string;
  failures: number;
  failed_at: number;
  given: number;
  signed_in_at: number | null;
  signed_in_day: string | null;
}

function rowOf(db: Db, person: string): Row | undefined {
  return db
    .prepare('SELECT hash, failures, failed_at, given, signed_in_at, signed_in_day FROM pin WHERE person = ?')
    .get(person) as Row | undefined;
}

export interface SecretState {
  readonly given: boolean;
  readonly locked: boolean;
  readonly signedIn: { readonly at: number; readonly day: string } | null;
}

/** What this PC knows of a person's secret; null when none is set here. in: `now` in epoch ms. */
export function secretState(db: Db, person: string, now: number): SecretState | null {
  const row = rowOf(db, person);
  if (row === undefined) return null;
  const { signed_in_at: at, signed_in_day: day } = row;
  return {
    given: row.given === 1,
    locked: row.failures >= MOST_FAILURES && minutesLeft(row, now) > 0,
    signedIn: at === null || day === null ? null : { at, day },
  };
}

export function recordSignIn({ db, world }: Place, person: string, day: string): void {
  const note = db.prepare('UPDATE pin SET signed_in_at = ?, signed_in_day = ? WHERE person = ?');
  write(db, () => note.run(world.clock.now(), day, person));
}

/** What a wrong secret kept from happening, and whom to tell when it locks the person. */
export interface Purpose {
  readonly failed: string;
  readonly locked: () => void;
}

/**
 * Checks a secret. Each try is counted before it is checked, so that pulling the plug wins no further tries; five wrong
 * ones lock the person for five minutes, also over a restart, and a clock set back starts the five minutes again.
 * Open: an older copy of the database put back brings its older counts back (reliability.md G33). The mark beside it
 * would have to be replaced and flushed before every check, and a full disk would then keep everybody out.
 */
export async function checkPin(
  { db, world }: Place,
  person: string,
  pin: string,
  { failed, locked }: Purpose,
): Promise<void> {
  const row = rowOf(db, person);
  if (row === undefined)
    throw refuse('PERSON', '这个人在这台电脑上还没有设置密码。', '请管理员在“账号”里设置。');
  const now = world.clock.now();
  const failures = refuseWhileLocked(db, person, row, now);
  const count = db.prepare('UPDATE pin SET failures = failures + 1, failed_at = ? WHERE person = ?');
  write(db, () => count.run(now, person));
  if (!(await verify(row.hash, pin))) {
    const left = MOST_FAILURES - failures - 1;
    if (left > 0) throw refuse('PIN', `密码不对，${failed}。`, `请重新输入，还可以试 ${left} 次。`);
    locked();
    const happened = `密码不对，${failed}；已输错 ${MOST_FAILURES} 次，这个账号现在锁定。`;
    throw refuse('PIN', happened, afterLock(LOCK_MINUTES));
  }
  clearFailures(db, person);
}

function clearFailures(db: Db, person: string): void {
  const clear = db.prepare('UPDATE pin SET failures = 0 WHERE person = ?');
  write(db, () => clear.run(person));
}

/** Above 0 while the five minutes since the last wrong try go on; a clock set back wins nothing. */
function minutesLeft(row: Row, now: number): number {
  const waited = Math.max(0, now - row.failed_at);
  return Math.ceil((LOCK_MINUTES * 60_000 - waited) / 60_000);
}

/** out: the wrong tries that still count; none after the five minutes are over. */
function refuseWhileLocked(db: Db, person: string, row: Row, now: number): number {
  if (row.failures < MOST_FAILURES) return row.failures;
  if (now < row.failed_at) {
    const restart = db.prepare('UPDATE pin SET failed_at = ? WHERE person = ?');
    write(db, () => restart.run(now, person));
  }
  const minutes = minutesLeft(row, now);
  if (minutes <= 0) {
    clearFailures(db, person);
    return 0;
  }
  throw refuse('LOCKED', `密码输错 ${MOST_FAILURES} 次，这个账号暂时锁定。`, afterLock(minutes));
}

function afterLock(minutes: number): string {
  return `请 ${minutes} 分钟后再试，或换人办理；也可请管理员重设密码。`;
}
