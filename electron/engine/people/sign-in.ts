import { type BadSecret, checkSecret, LONGEST_SECRET } from '../../../contract/domain/secret.ts';
import { execute } from '../commands/command.ts';
import { type ResetSecret, resetSecret } from '../commands/reset-secret.ts';
import { refuse } from '../problem.ts';
import { workingDayOf } from '../queries/working-day.ts';
import type { Seat } from '../seat.ts';
import { accountInUse } from './accounts.ts';
import { noteLock } from './notes.ts';
import { checkPin, hashSecret, recordSignIn, secretState } from './pins.ts';

type Report = (error: unknown) => void;

export interface SignIn {
  readonly person: string;
  readonly pin: string;
}

/** Refuses unless the account is in use, its secret is right, and it is the person's own (MUST_CHOOSE). */
export async function checkSignIn(seat: Seat, { person, pin }: SignIn, report: Report): Promise<void> {
  const city = seat.city();
  accountInUse(city.db, person);
  await check(seat, person, pin, report);
  if (secretState(city.db, person, 0)?.given === true) {
    throw refuse(
      'MUST_CHOOSE',
      '这个密码是别人替您设的，还没有登录。',
      '请设一个只有自己知道的密码。',
      '账号和以前的业务都不受影响。',
    );
  }
  signedIn(seat, person);
}

/** The person's own new secret in place of one that must be right. A repeated request signs in with the new one. */
export async function chooseSecret(
  seat: Seat,
  { person, pin, secret, request }: SignIn & { readonly secret: string; readonly request: string },
  report: Report,
): Promise<void> {
  const { db, journal } = seat.city();
  if (journal.byRequest(request) !== null) return checkSignIn(seat, { person, pin: secret }, report);
  const { name } = accountInUse(db, person);
  await check(seat, person, pin, report);
  if (secret === pin) throw refuse('SECRET', '新密码和原密码一样，没有改。', '请另设一个密码。');
  const hashed = await hashGood(seat, secret, { id: person, name });
  setOwn(seat, { person, hashed, fingerprint: seat.city().fingerprintOf(secret) }, request);
  signedIn(seat, person);
}

/** argon2id of a secret that may be chosen; refuses the others in words. */
export async function hashGood(
  seat: Pick<Seat, 'world'>,
  secret: string,
  owner: { readonly id: string; readonly name: string },
): Promise<string> {
  const good = checkSecret(secret, owner);
  if (!good.ok)
    throw refuse('SECRET', `${words[good.error]}，没有设置。`, '请用 4 至 8 位数字，或至少 8 个字符。');
  return hashSecret(seat.world, secret);
}

const words: Readonly<Record<BadSecret, string>> = {
  short: '密码太短',
  long: `密码超过 ${LONGEST_SECRET} 个字符`,
  common: '这个密码太常见，容易被猜中',
  own: '密码不能是自己的姓名或编号',
};

function check(seat: Seat, person: string, secret: string, report: Report): Promise<void> {
  const locked = () => noteLock(seat, person, report);
  return checkPin(seat.city(), person, secret, { failed: '没有登录', locked });
}

/** Nobody sits at the counter yet, so the person writes it down in their own name. */
function setOwn(seat: Seat, reset: ResetSecret, request: string): void {
  const city = seat.city();
  const { person: actor } = reset;
  const [role] = accountInUse(city.db, actor).roles;
  const businessDay = workingDayOf(city);
  execute(city, resetSecret, reset, { actor, role: role ?? 'device', businessDay }, request);
}

function signedIn(seat: Seat, person: string): void {
  const city = seat.city();
  recordSignIn(city, person, workingDayOf(city));
}
