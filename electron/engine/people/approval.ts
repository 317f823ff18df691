import type { Approval } from '../../../contract/app/problem.ts';
import { catalogue, type EventType } from '../../../contract/events/catalogue.ts';
import type { Decoded } from '../../../wire/encode.ts';
import type { Command } from '../commands/command.ts';
import { Refusal, refuse } from '../problem.ts';
import type { Seat } from '../seat.ts';
import { refuseApprover } from './approver.ts';
import { noteLock } from './notes.ts';
import { checkPin } from './pins.ts';

type Report = (error: unknown) => void;

/**
 * Runs a command that a second person approves on the spot: another person than the clerk, in use, of a role the
 * catalogue names, whose secret is right; the same five tries count as at the sign-in. Refuses with APPROVAL_PERSON,
 * APPROVAL_PIN or APPROVAL_LOCKED. A request that was carried out already is answered without asking again.
 */
export async function performApproved<I>(
  seat: Seat,
  command: Command<I>,
  input: I,
  request: string,
  approval: Approval,
  report: Report,
): Promise<Decoded> {
  return performPrepared(seat, command, async () => input, request, approval, report);
}

/**
 * The same for a command whose input is read in several turns: after the secret was checked, and right before it runs.
 * in: `prepare` is told whether the request was carried out already, when nothing needs to be read any more.
 */
export async function performPrepared<I>(
  seat: Seat,
  command: Command<I>,
  prepare: (done: boolean) => Promise<I>,
  request: string,
  approval: Approval,
  report: Report,
): Promise<Decoded> {
  const done = seat.city().journal.byRequest(request) !== null;
  if (!done) await checkApproval(seat, command.does, approval, report);
  return seat.perform(command, await prepare(done), request, approval.person);
}

async function checkApproval(
  seat: Seat,
  does: EventType,
  { person, secret }: Approval,
  report: Report,
): Promise<void> {
  const roles = catalogue[does].approvers;
  const actor = seat.clerk()?.id;
  if (roles === null || actor === undefined) return;
  const { db } = seat.city();
  refuseApprover(db, roles, { actor, approver: person });
  try {
    const locked = () => noteLock(seat, person, report);
    await checkPin(seat.city(), person, secret, { failed: '没有批准，业务没有办理', locked });
  } catch (error) {
    throw asApproval(error);
  }
  // While the secret was checked somebody else may have sat down, or the approver's account been closed.
  if (seat.clerk()?.id !== actor)
    throw refuse('SIGN_IN', '批准期间换了人，业务没有办理。', '请重新登录后再办理。');
  refuseApprover(db, roles, { actor, approver: person });
}

/** The page puts the cursor into the approver's field, not into the clerk's. */
function asApproval(error: unknown): unknown {
  if (!(error instanceof Refusal)) return error;
  const { code, happened, todo, safe } = error.problem;
  const own: Readonly<Record<string, string>> = {
    PIN: 'APPROVAL_PIN',
    LOCKED: 'APPROVAL_LOCKED',
    PERSON: 'APPROVAL_PERSON',
  };
  return refuse(own[code] ?? code, happened, todo, safe);
}
