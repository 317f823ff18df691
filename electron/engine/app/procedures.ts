import { implement, ORPCError } from '@orpc/server';
import { access, mayCall, type ProcedureName } from '../../../contract/app/access.ts';
import { app } from '../../../contract/app/index.ts';
import type { Problem } from '../../../contract/app/problem.ts';
import { SEATING_HEADER } from '../../../contract/app/session.ts';
import { roleNames } from '../../../contract/domain/roles.ts';
import type { Role } from '../../../contract/events/parts.ts';
import { Refusal, refuse } from '../problem.ts';
import type { Seat } from '../seat.ts';

export interface Context {
  readonly seat: Seat;
  /** Of the page's call; put there by the wire's handler. */
  readonly reqHeaders?: Headers;
  /** Where a bug is reported, without personal data. */
  readonly report: (error: unknown, procedure: string) => void;
}

function refuseUnlessAllowed(procedure: string, seat: Seat): void {
  const roles = seat.clerk()?.roles ?? null;
  if (!Object.hasOwn(access, procedure)) throw refuse('ACCESS', '没有这项功能。', '请返回上一页。');
  const name = procedure as ProcedureName;
  if (mayCall(name, roles)) return;
  if (roles === null) throw seat.absence();
  const rule: string | readonly Role[] = access[name];
  const names = typeof rule === 'string' ? '' : rule.map((role) => roleNames[role]).join('、');
  throw refuse('ROLE', '您的岗位不能办理这项业务。', `请由${names}办理。`);
}

/** It may strike after the commit, while the answer is put together, so it never says that nothing was saved. */
const bug: Problem = {
  code: 'BUG',
  happened: '程序内部出错，这次操作没有得到确认。',
  safe: '以前保存的数据完好；正在办理的这一步可能已经保存，也可能没有。',
  todo: '请再按一次，同一笔不会重复办理；仍不行请先到相应的记录里核对，并联系管理员。',
};

/** Every procedure goes through here: who may call it, and errors in the clerk's words. */
export const procedures = implement(app)
  .$context<Context>()
  .use(async ({ next, path, context }) => {
    const procedure = path.join('.');
    try {
      const seat = context.seat.seenBy(context.reqHeaders?.get(SEATING_HEADER) ?? null);
      refuseUnlessAllowed(procedure, seat);
      return await next({ context: { seat } });
    } catch (error) {
      if (error instanceof Refusal) throw new ORPCError('REFUSED', { status: 422, data: error.problem });
      if (error instanceof ORPCError && error.code === 'BAD_REQUEST') throw malformed();
      context.report(error, procedure);
      throw new ORPCError('REFUSED', { status: 422, data: bug });
    }
  });

/** The page sends what its forms hold; anything else is refused whole, whatever sent it. */
function malformed(): ORPCError<'REFUSED', Problem> {
  const data: Problem = {
    code: 'INPUT',
    happened: '填写的内容不符合要求，没有受理。',
    safe: '没有写入任何内容，已有数据不受影响。',
    todo: '请检查填写的内容后重试。',
  };
  return new ORPCError('REFUSED', { status: 422, data });
}
