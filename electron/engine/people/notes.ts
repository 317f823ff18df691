import { sha256, toHex } from '../../../wire/bytes.ts';
import type { OpenCity } from '../city/open-city.ts';
import { type Command, execute } from '../commands/command.ts';
import { denyAccess } from '../commands/deny-access.ts';
import { lockAccount } from '../commands/lock-account.ts';
import { personOf } from '../queries/state.ts';
import { workingDayOf } from '../queries/working-day.ts';
import type { Seat } from '../seat.ts';

/** Refusals that are written down: a job that isn't one's own, and an approval that was not given. */
const DENIALS: readonly string[] = ['ROLE', 'APPROVAL', 'APPROVAL_PERSON', 'APPROVAL_PIN', 'APPROVAL_LOCKED'];
const BUCKET_MINUTES = 10;

type Report = (error: unknown) => void;

/**
 * Writes a refused call down as `access.denied`, once per person, procedure, code and ten minutes: a page that asks in a
 * loop can't fill the journal. Never throws, so that the refusal itself reaches the clerk.
 */
export function noteDenial(seat: Seat, procedure: string, code: string, report: Report): void {
  if (!DENIALS.includes(code)) return;
  quietly(report, () => {
    const city = seat.city();
    const clerk = seat.clerk();
    if (clerk === null) return;
    const bucket = Math.floor(seat.world.clock.now() / (BUCKET_MINUTES * 60_000));
    const key = [clerk.id, procedure, code, workingDayOf(city), bucket];
    const request = `denied-${toHex(sha256(Buffer.from(key.join('/'))).subarray(0, 16))}`;
    write(city, clerk, denyAccess, { procedure, code, person: clerk.id }, request);
  });
}

/** The fifth wrong try, at a sign-in or an approval, by whoever stood there. */
export function noteLock(seat: Seat, person: string, report: Report): void {
  quietly(report, () => {
    const city = seat.city();
    // The lock of an account this PC never heard of would make an empty one.
    if (personOf(city.db, person) === null) return;
    write(city, seat.clerk(), lockAccount, { person }, `locked-${toHex(seat.world.random(16))}`);
  });
}

function write<I>(
  city: OpenCity,
  clerk: ReturnType<Seat['clerk']>,
  command: Command<I>,
  input: I,
  request: string,
): void {
  const businessDay = workingDayOf(city);
  const [role] = clerk?.roles ?? [];
  const desk = { actor: clerk?.id ?? 'device', role: role ?? ('device' as const), businessDay };
  execute(city, command, input, desk, request);
}

function quietly(report: Report, note: () => void): void {
  try {
    note();
  } catch (error) {
    report(error);
  }
}
