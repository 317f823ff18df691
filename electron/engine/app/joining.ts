import { hashGood } from '../people/sign-in.ts';
import { refuse } from '../problem.ts';
import type { Seat } from '../seat.ts';
import { procedures } from './procedures.ts';

const on = procedures.join;

export const join = {
  begin: on.begin.handler(({ context: { seat } }) => joiningOf(seat).begin()),
  byCode: on.byCode.handler(({ input: { server, ca, code }, context: { seat } }) =>
    joiningOf(seat).byCode({ address: server, ca }, code),
  ),
  byFile: on.byFile.handler(({ input, context: { seat } }) =>
    joiningOf(seat).byFile(Buffer.from(input.file, 'base64')),
  ),
  startOver: on.startOver.handler(({ context: { seat } }) => joiningOf(seat).startOver()),
  finish: on.finish.handler(async ({ input: { person, code, secret }, context: { seat } }) => {
    const administrator = joiningOf(seat).check(person, code);
    const hashed = await hashGood(seat, secret, administrator);
    // It names the same secret nowhere yet: the database that could compare it is made in this step.
    joiningOf(seat).finish({ person, hashed, fingerprint: '' });
    await seat.openCity();
    return seat.sitDown(person).state();
  }),
};

/** A PC is of one city, once; what it did there would be lost with another beginning. */
function joiningOf(seat: Seat) {
  if (!seat.joined()) return seat.joining;
  throw refuse(
    'JOINED',
    '这台电脑已经入网，不能再入一次。',
    '请重新打开程序，直接登录；要换销售点请与市局联系。',
  );
}
