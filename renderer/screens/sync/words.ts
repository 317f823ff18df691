import type { SyncKind, SyncStatusShown } from '../../../contract/app/sync.ts';
import { ageInWords } from '../backup/words.ts';

export interface SyncWords {
  /** The first fact of the strip: reachable or not. */
  readonly short: string;
  readonly tone: 'good' | 'wait' | 'bad';
  /** The other two: what waits and since when, and the time of the last success. */
  readonly aside: string;
  readonly long: string;
}

/** Not connected is how a counter works for weeks, so these don't look like a fault. */
const ORDINARY: readonly string[] = ['SYNC_UNREACHABLE', 'SYNC_BUSY'];

/** What the strip says of the line to the city. */
export function syncInWords(status: SyncStatusShown): SyncWords {
  const { trouble } = status;
  const bad = trouble !== null && !ORDINARY.includes(trouble.code);
  return {
    short: reachableInWords(status),
    tone: bad ? 'bad' : toneOf(status),
    aside: `${waitingInWords(status)} · ${successInWords(status)}`,
    long: trouble === null ? '查看同步记录，或立即同步' : trouble.happened,
  };
}

function toneOf({ reachable }: SyncStatusShown): 'good' | 'wait' {
  return reachable === true ? 'good' : 'wait';
}

function reachableInWords({ reachable, working }: SyncStatusShown): string {
  if (working) return '正在同步';
  if (reachable === null) return '尚未连接';
  return reachable ? '已联网' : '未联网（可正常办理）';
}

/** `全部已上传`, or how many events wait and for how long. */
export function waitingInWords({ waiting, waitingSince, now }: SyncStatusShown): string {
  if (waiting === 0) return '全部已上传';
  const since = waitingSince === null ? '' : `，${ageOf(waitingSince, now)}起`;
  return `待上传 ${waiting} 条${since}`;
}

export function successInWords({ lastSuccess, now }: SyncStatusShown): string {
  return lastSuccess === null ? '还没有成功过' : `上次成功 ${ageOf(lastSuccess, now)}`;
}

/** A clock set back makes nothing younger than now. */
function ageOf(at: number, now: number): string {
  return ageInWords(Math.max(0, Math.floor((now - at) / 1_000)));
}

export const syncKindNames: Readonly<Record<SyncKind, string>> = {
  sent: '上传',
  received: '接收',
  nothing: '核对',
  failed: '未成功',
  restored: '服务器恢复',
  quarantined: '另行存放',
  refused: '拒收',
  forked: '身份重复',
};

/** Beside a document; nothing in 练习, which never leaves the PC. */
export function uploadedInWords(uploaded: boolean): string {
  return uploaded ? '已上传' : '待上传';
}
