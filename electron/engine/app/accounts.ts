import type { Account } from '../../../contract/app/accounts.ts';
import { changeAccount } from '../commands/change-account.ts';
import { closeAccount, reopenAccount } from '../commands/close-account.ts';
import { openAccount } from '../commands/open-account.ts';
import { resetSecret } from '../commands/reset-secret.ts';
import { hashGood } from '../people/sign-in.ts';
import { accountsOfPoint } from '../queries/accounts.ts';
import { nameOf } from '../queries/state.ts';
import type { Seat } from '../seat.ts';
import { procedures } from './procedures.ts';

const on = procedures.accounts;

export const accounts = {
  list: on.list.handler(({ context: { seat } }) => listed(seat)),
  open: on.open.handler(async ({ input, context: { seat } }) => {
    const { request, name, roles, secret } = input;
    const hashed = await hashGood(seat, secret, { id: '', name });
    seat.perform(
      openAccount,
      { name, roles, hashed, fingerprint: seat.city().fingerprintOf(secret) },
      request,
    );
    return listed(seat);
  }),
  change: on.change.handler(({ input: { request, ...change }, context: { seat } }) => {
    seat.perform(changeAccount, change, request);
    return listed(seat);
  }),
  close: on.close.handler(({ input: { request, ...close }, context: { seat } }) => {
    seat.perform(closeAccount, close, request);
    return listed(seat);
  }),
  reopen: on.reopen.handler(({ input: { request, ...reopen }, context: { seat } }) => {
    seat.perform(reopenAccount, reopen, request);
    return listed(seat);
  }),
  resetSecret: on.resetSecret.handler(async ({ input: { request, person, secret }, context: { seat } }) => {
    const hashed = await hashGood(seat, secret, { id: person, name: nameOf(seat.city().db, person) });
    seat.perform(resetSecret, { person, hashed, fingerprint: seat.city().fingerprintOf(secret) }, request);
    return listed(seat);
  }),
};

function listed(seat: Seat): Account[] {
  const { db, journal, city, world } = seat.city();
  return accountsOfPoint(db, journal.identity.point, {
    now: world.clock.now(),
    practice: city.said.practice,
  });
}
