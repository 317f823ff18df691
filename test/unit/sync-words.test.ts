import { expect, test } from 'vitest';
import type { SyncStatusShown } from '../../contract/app/sync.ts';
import { syncInWords, uploadedInWords } from '../../renderer/screens/sync/words.ts';

const NOW = 1_700_000_000_000;
const MINUTE = 60_000;

const quiet: SyncStatusShown = {
  ...{ reachable: true, waiting: 0, waitingSince: null, lastSuccess: NOW - 5 * MINUTE },
  ...{ trouble: null, working: false, now: NOW },
};

const troubled = (code: string): SyncStatusShown => ({
  ...quiet,
  reachable: false,
  trouble: { code, happened: '连不上市局服务器。', safe: '', todo: '' },
});

test('the strip says its three facts: reachable, what waits and since when, the last success', () => {
  expect(syncInWords(quiet)).toMatchObject({
    short: '已联网',
    tone: 'good',
    aside: '全部已上传 · 上次成功 5 分钟前',
  });
  const waiting = { ...quiet, reachable: false, waiting: 12, waitingSince: NOW - 180 * MINUTE };
  expect(syncInWords(waiting)).toMatchObject({
    short: '未联网（可正常办理）',
    tone: 'wait',
    aside: '待上传 12 条，3 小时前起 · 上次成功 5 分钟前',
  });
});

test('before the first request nothing is claimed, and before the first success none', () => {
  const first = { ...quiet, reachable: null, lastSuccess: null };
  expect(syncInWords(first)).toMatchObject({ short: '尚未连接', aside: '全部已上传 · 还没有成功过' });
  expect(syncInWords({ ...first, working: true }).short).toBe('正在同步');
});

test('weeks without a connection don’t look like a fault; a PC whose batches are refused does', () => {
  expect(syncInWords(troubled('SYNC_UNREACHABLE')).tone).toBe('wait');
  expect(syncInWords(troubled('SYNC_BUSY')).tone).toBe('wait');
  expect(syncInWords(troubled('SYNC_CERTIFICATE')).tone).toBe('bad');
  expect(syncInWords(troubled('SYNC_FORKED')).long).toBe('连不上市局服务器。');
});

test('a clock that was set back makes nothing younger than now', () => {
  expect(syncInWords({ ...quiet, lastSuccess: NOW + MINUTE }).aside).toContain('上次成功 0 秒前');
});

test('a document is 待上传 or 已上传', () => {
  expect([uploadedInWords(false), uploadedInWords(true)]).toEqual(['待上传', '已上传']);
});
