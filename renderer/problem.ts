import { ORPCError } from '@orpc/client';
import type { Problem } from '../contract/app/problem.ts';

/** The engine's process ended, or its port never came, while something was asked of it. */
export class EngineLost extends Error {}

/** Electron starts its engine again by itself; the browser's page loses its program and its address with it. */
function restartsItself(): boolean {
  return location.protocol === 'app:';
}

const RESTART = '请重新启动程序，用新给出的地址打开；没有把握时先到销售记录核对。';

const lost: Problem = {
  code: 'page.engineLost',
  happened: '与本机程序的连接断开了，刚才的操作没有收到回答。',
  safe: '已经办成的业务都保存在本机，不会丢失；刚才这一步可能已办成，也可能没有。',
  todo: '程序会自动重新启动。请稍等片刻再按一次，同一笔不会重复办理；仍不行请关闭本程序再打开。',
};

const signedOut: Problem = {
  code: 'page.signedOut',
  happened: '登录已经失效，这一步没有得到确认。',
  safe: '以前保存的数据都在。',
  todo: '请重新打开本程序并登录，先到相应的记录里核对，再办一次。',
};

const notUnderstood: Problem = {
  code: 'page.notUnderstood',
  happened: '填写的内容有不合要求的地方，这一步没有办理。',
  safe: '没有写入任何数据。',
  todo: '请检查各栏内容（长度、符号）后再试；仍不行请记下步骤，联系管理员。',
};

const unexpected: Problem = {
  code: 'page.unexpected',
  happened: '程序遇到意外情况，这一步没有得到确认。',
  safe: '以前保存的数据都在；刚才这一步可能已办成，也可能没有。',
  todo: '请再按一次，同一笔不会重复办理；仍不行请关闭本程序再打开，并到相应的记录里核对。',
};

/** Any failure in the clerk's words. What the engine refused speaks for itself; the rest gets one of four sentences. */
export function problemOf(error: unknown): Problem {
  if (isRefused(error)) return error.data;
  if (error instanceof EngineLost) return lostHere();
  // fetch() reports every failure to connect as a TypeError.
  if (error instanceof TypeError) return lostHere();
  if (!(error instanceof ORPCError)) return unexpected;
  if (error.status === 401 || error.status === 403) return signedOut;
  return error.status === 400 || error.status === 413 || error.status === 422 ? notUnderstood : unexpected;
}

function lostHere(): Problem {
  return restartsItself() ? lost : { ...lost, todo: RESTART };
}

/** F9 was sent, but nothing said what became of it. */
export function unsureProblem(deed: '收款' | '办理' = '收款'): Problem {
  const repeat = `请不要重复开单，重新登录后再按一次 F9，同一笔不会${deed === '收款' ? '收' : '办'}两次`;
  return {
    code: 'page.unsure',
    happened: `${deed}结果还不确定，没有收到这一笔的回答。`,
    safe: '这笔可能已经保存，也可能没有；本单内容已锁定，原样留在页面上。',
    todo: restartsItself() ? `${repeat}。` : `${repeat}；仍连不上时，${RESTART}`,
  };
}

/** F9 was not sent: it could not be laid down first, so that a crash would have lost its only safe repetition. */
export function notKeptProblem(error: unknown, deed: '收款' | '办理' = '收款'): Problem {
  if (isRefused(error) && !MAYBE_SAVED.includes(error.data.code)) return error.data;
  return {
    code: 'page.notKept',
    happened: `这一单没能先存到本机，所以没有${deed}。`,
    safe: `没有${deed}，本单内容还在页面上。`,
    todo: restartsItself() ? '请稍等片刻，重新登录后再按一次 F9。' : RESTART,
  };
}

/** Refused before the engine looked whether this request had been carried out already. */
const AT_THE_DOOR: readonly string[] = ['SIGN_IN', 'NOT_OPEN', 'ROLE', 'REQUEST_REUSED', 'INPUT'];

/** `BUG` may strike after the commit, while the answer is put together; the other is a commit that was not flushed. */
const MAYBE_SAVED: readonly string[] = ['BUG', 'DISK_UNSURE'];

/** What a failed writing step says about itself: not carried out, turned away unread, or nothing at all. */
export function outcomeOf(error: unknown): 'settled' | 'atTheDoor' | 'unknown' {
  if (!isRefused(error) || MAYBE_SAVED.includes(error.data.code)) return 'unknown';
  return AT_THE_DOOR.includes(error.data.code) ? 'atTheDoor' : 'settled';
}

/** Nobody is signed in any more, for instance after a restart of the engine; or the data is broken, or gone. */
export function tellsOfState(problem: Problem): boolean {
  return ['SIGN_IN', 'CHAIN', 'UNREADABLE', 'DATABASE_GONE', signedOut.code].includes(problem.code);
}

type Refused = ORPCError<'REFUSED', Problem>;

/** Looks at the shape alone: whether the wire marks the error as declared hangs on its HTTP status. */
function isRefused(error: unknown): error is Refused {
  if (!(error instanceof ORPCError) || error.code !== 'REFUSED') return false;
  const data = error.data as Partial<Record<keyof Problem, unknown>> | undefined;
  return [data?.code, data?.happened, data?.safe, data?.todo].every((words) => typeof words === 'string');
}
