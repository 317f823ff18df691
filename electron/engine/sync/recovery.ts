import type { Problem } from '../../../contract/app/problem.ts';
import type { Objection } from '../../../contract/authority.ts';
import type { BatchRefusal } from './merge.ts';

/** Each kind of failure on the line to the city. */
export type TroubleCode =
  | 'UNREACHABLE'
  | 'BUSY'
  | 'SERVER'
  | 'PROTOCOL'
  | 'CERTIFICATE'
  | 'SESSION'
  | 'EPOCH'
  | 'MAILBOX'
  | 'BATCH'
  | 'BROKEN'
  | 'FORKED'
  | 'QUARANTINED'
  | 'FORGED'
  | 'DISK'
  | 'PROGRAM';

/** How an attempt goes on after a failure. */
export type Retry =
  /** With a new session, within the same attempt; twice at most. */
  | 'at once'
  /** After seconds, then longer and longer up to minutes. */
  | 'soon'
  /** Once in a long while: people have to do something first, and it may have been done. */
  | 'slowly'
  /** The attempt goes on without what failed. */
  | 'goes on'
  /** Nothing more is sent until the PC is enrolled anew; receiving goes on. */
  | 'stops sending';

export interface Recovery {
  /** Who notices. */
  readonly raisedBy: 'network' | 'server' | 'receiver' | 'database' | 'program';
  readonly retry: Retry;
  /** Stands among the PC's warnings until somebody settles it, beside its place in the status strip. */
  readonly warns: boolean;
  readonly words: Omit<Problem, 'code'>;
}

const NOTHING_LOST = '数据都在本机，没有丢失；柜台业务可照常办理。';

/** The one table of what goes wrong in sync, and what becomes of it. */
export const recovery: Readonly<Record<TroubleCode, Recovery>> = {
  UNREACHABLE: {
    raisedBy: 'network',
    retry: 'soon',
    warns: false,
    words: {
      happened: '连不上市局服务器。',
      safe: NOTHING_LOST,
      todo: '不必处理，联网后自动上传；长时间连不上请检查网线，或与市局联系。',
    },
  },
  BUSY: {
    raisedBy: 'server',
    retry: 'soon',
    warns: false,
    words: { happened: '市局服务器正忙，请求被推迟。', safe: NOTHING_LOST, todo: '不必处理，稍后自动重试。' },
  },
  SERVER: {
    raisedBy: 'server',
    retry: 'soon',
    warns: false,
    words: {
      happened: '市局服务器出错，没有完成这次同步。',
      safe: NOTHING_LOST,
      todo: '不必处理，稍后自动重试；一直这样请告诉市局。',
    },
  },
  PROTOCOL: {
    raisedBy: 'server',
    retry: 'slowly',
    warns: false,
    words: {
      happened: '本程序与市局服务器的版本不能互通。',
      safe: NOTHING_LOST,
      todo: '请升级本程序；若已是最新版本，请市局升级服务器。',
    },
  },
  CERTIFICATE: {
    raisedBy: 'server',
    retry: 'slowly',
    warns: true,
    words: {
      happened: '市局服务器不认这台电脑的证书：不是本市签发的，或已停用。',
      safe: '数据都在本机，没有丢失；以后的业务不会上传。',
      todo: '请与市局联系，核对这台电脑是否已停用，需要时重新入网。',
    },
  },
  SESSION: {
    raisedBy: 'server',
    retry: 'at once',
    warns: false,
    words: { happened: '与市局服务器的连接已过时。', safe: NOTHING_LOST, todo: '不必处理，自动重新连接。' },
  },
  EPOCH: {
    raisedBy: 'server',
    retry: 'at once',
    warns: false,
    words: {
      happened: '市局服务器用备份恢复过。',
      safe: NOTHING_LOST,
      todo: '不必处理，本机自动核对并补传服务器缺少的记录。',
    },
  },
  MAILBOX: {
    raisedBy: 'server',
    retry: 'at once',
    warns: false,
    words: {
      happened: '市局服务器不允许这台电脑接收这一类记录。',
      safe: NOTHING_LOST,
      todo: '不必处理，自动重新连接；一直这样请与市局联系。',
    },
  },
  BATCH: {
    raisedBy: 'server',
    retry: 'slowly',
    warns: true,
    words: {
      happened: '市局服务器没有收下本机上传的一批记录，说内容与标注不符。',
      safe: NOTHING_LOST,
      todo: '请告诉管理员；程序会隔一段时间重试。',
    },
  },
  BROKEN: {
    raisedBy: 'server',
    retry: 'stops sending',
    warns: true,
    words: {
      happened: '市局服务器上已有的记录与本机的接不上，本机已停止上传。',
      safe: '数据都在本机，没有丢失；以后的业务可照常办理，但暂不上传。',
      todo: '请不要删除数据文件夹，立即告诉管理员，由市局核对后重新入网。',
    },
  },
  FORKED: {
    raisedBy: 'receiver',
    retry: 'stops sending',
    warns: true,
    words: {
      happened:
        '服务器上有以这台电脑名义写的、本机却没有的记录：数据文件夹可能被复制到另一台电脑上使用。本机已停止上传。',
      safe: '数据都在本机，没有丢失；两边的记录都会保留。',
      todo: '请立即停用另一台电脑，并告诉管理员，由市局核对后重新入网。',
    },
  },
  QUARANTINED: {
    raisedBy: 'server',
    retry: 'goes on',
    warns: true,
    words: {
      happened: '本机的个别记录超出这台电脑或经办人的权限，市局服务器收下后另行存放，没有转给别处。',
      safe: '数据都在本机，也已存到市局；其余记录照常上传。',
      todo: '请告诉管理员，由市局核对后放行或处理。',
    },
  },
  FORGED: {
    raisedBy: 'receiver',
    retry: 'goes on',
    warns: true,
    words: {
      happened: '收到的一批记录没有通过核对（签名、权限不符或已损坏），没有收入本机。',
      safe: '本机已有的数据不受影响，其余记录照常接收。',
      todo: '请告诉管理员，由市局查明来源。',
    },
  },
  DISK: {
    raisedBy: 'database',
    retry: 'soon',
    warns: false,
    words: {
      happened: '本机磁盘已满或出错，收到的记录没有保存。',
      safe: '已有的数据完好；没有保存的会再次接收。',
      todo: '请清理磁盘空间，或请管理员检查磁盘。',
    },
  },
  PROGRAM: {
    raisedBy: 'program',
    retry: 'slowly',
    warns: false,
    words: {
      happened: '同步时程序出错，这一次没有完成。',
      safe: NOTHING_LOST,
      todo: '程序会隔一段时间重试；一直这样请告诉管理员。',
    },
  },
};

export function problemOf(code: TroubleCode): Problem {
  return { code: `SYNC_${code}`, ...recovery[code].words };
}

/** Why an event or a batch was put aside or refused, by the codes of merge.ts and contract/authority.ts. */
const reasons: Readonly<Record<BatchRefusal | Objection, string>> = {
  AUDIENCE: '不该由这台电脑发给这一范围',
  CAPABILITY: '这台电脑没有办理这类业务的权限',
  ROLE: '经办人的岗位不能办理这类业务',
  REFERENCE: '涉及别的电脑或别的点',
  APPROVER: '没有第二人批准',
  LAMPORT: '记录的次序号异常',
  REVOKED: '这台电脑已停用',
  FORK: '同一台电脑有两份不同的记录',
  REALM: '属于另一个城市（或练习）',
  AUTHOR: '查不到这台电脑的证书',
  SIGNATURE: '签名不符',
  DAMAGED: '内容已损坏',
  LIFE: '冒用了另一台电脑的记录名',
  CLONE: '以本机名义写的、本机却没有',
};

/** A newer server may have reasons of its own. */
export function whyInWords(code: string): string {
  return Object.hasOwn(reasons, code) ? reasons[code as keyof typeof reasons] : `其他原因（${code}）`;
}
