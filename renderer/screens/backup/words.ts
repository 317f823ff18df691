import type { BackupOverview, Copy, SecondCopyState } from '../../../contract/app/backup.ts';

/** `12 秒前`, `3 小时前`, `2 天前`. */
export function ageInWords(seconds: number): string {
  if (seconds < 60) return `${seconds} 秒前`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} 分钟前`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3_600)} 小时前`;
  return `${Math.floor(seconds / 86_400)} 天前`;
}

export const copyKinds: Readonly<Record<Copy['kind'], string>> = {
  day: '每日',
  close: '日结',
  hand: '手工',
};

export interface SecondWords {
  /** As it stands in the strip. */
  readonly short: string;
  readonly tone: 'good' | 'wait' | 'bad';
  /** As it stands on the screen. */
  readonly long: string;
}

/** What people are told of the second copy; never nothing, because nothing looks like being safe. */
export function secondInWords(state: SecondCopyState): SecondWords {
  switch (state.kind) {
    case 'unset':
    case 'skipped':
      return {
        short: '未设置',
        tone: 'bad',
        long: '还没有第二份副本：这台电脑的硬盘坏了，当天的业务就找不回来。',
      };
    case 'starting':
      return { short: '核对中', tone: 'wait', long: `正在核对“${state.folder}”里的副本。` };
    case 'current': {
      const same = state.sameVolume ? '它和数据在同一块盘上，这块盘坏了就一起没了，请换一块盘。' : '';
      const rest = state.waiting === 0 ? '已是最新' : `还有 ${state.waiting} 条正在写`;
      return {
        short: ageInWords(state.age),
        tone: state.sameVolume ? 'wait' : 'good',
        long: `副本在“${state.folder}”，${ageInWords(state.age)}核对过，${rest}。${same}`,
      };
    }
    case 'failing': {
      const since = state.age === null ? '启动以来没有写成过' : `上次写成是 ${ageInWords(state.age)}`;
      return {
        short: '写不进去',
        tone: 'bad',
        long: `${state.why}（${state.folder}）；${since}，${state.waiting} 条等着写。售卡不受影响，恢复后自动补上。`,
      };
    }
  }
}

/** Whether a dead disk would take all whole copies along. */
export function awayInWords({ copies, away, notAway }: BackupOverview): string {
  if (notAway !== null) return `${notAway}，最近一份备份没有存到副本盘上，只在本机硬盘上。`;
  if (away > 0) return `其中 ${away} 份在副本盘上也有一份，本机硬盘坏了还能用它恢复。`;
  return copies.length === 0 ? '' : '这些备份都只在本机硬盘上；设了另一块盘存副本，以后每份也存一份到那里。';
}

/** `3.2 MB`, `12 GB`: sizes people compare, not bytes they count. */
export function sizeInWords(bytes: number): string {
  const units = ['KB', 'MB', 'GB', 'TB'];
  let [size, unit] = [bytes / 1024, 0];
  while (size >= 1024 && unit < units.length - 1) [size, unit] = [size / 1024, unit + 1];
  return `${size < 10 ? size.toFixed(1) : Math.round(size)} ${units[unit]}`;
}
