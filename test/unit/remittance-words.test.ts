import { expect, test } from 'vitest';
import type { DueStream, RemittanceStanding } from '../../contract/app/remittance.ts';
import { alarms, isLate, limitInWords } from '../../renderer/screens/remittance/words.ts';

type Days = DueStream['days'];

const due = (day: string, fen: number, bankBy: string, urgency: Days[number]['urgency']): Days[number] =>
  ({ day, document: 'QZ1A-20140520-00005', fen, bankBy, urgency }) as Days[number];

function standing(days: Days, rest: Partial<RemittanceStanding> = {}): RemittanceStanding {
  const none = { days: [], atOnce: false };
  return {
    ...{ day: '2014-05-29', latestSlipDay: '2014-05-29', open: [] },
    streams: [
      { stream: 'cards', days, atOnce: false },
      { stream: 'books', ...none },
    ],
    policy: { withinDays: 5, atOnceFromFen: 100_000 },
    ...rest,
  } as RemittanceStanding;
}

test('the alarm says how much of which stream, of how many days, and whether it is late or due today', () => {
  const late = due('2014-05-20', 30_000, '2014-05-25', 'overdue');
  const today = due('2014-05-24', 20_000, '2014-05-29', 'today');
  const later = due('2014-05-28', 10_000, '2014-06-02', 'later');
  expect(alarms(standing([late]))).toEqual(['卡款 ¥300.00（1 个营业日）还没有送银行，已超期']);
  expect(alarms(standing([late, today, later]))).toEqual([
    '卡款 ¥500.00（2 个营业日）还没有送银行，其中 1 个营业日已超期',
  ]);
  expect(alarms(standing([today]))).toEqual(['卡款 ¥200.00（1 个营业日）还没有送银行，今天到期']);
  expect(alarms(standing([later]))).toEqual([]);
  expect([isLate(standing([late])), isLate(standing([today]))]).toEqual([true, false]);
});

test('it says why money must go at once: the limit it has reached, or that the city published none', () => {
  const days = [due('2014-05-29', 125_000, '2014-05-29', 'today')];
  const streams = [{ stream: 'cards' as const, days, atOnce: true }];
  const words = (policy: RemittanceStanding['policy']) => alarms(standing([], { streams, policy })).join();
  expect(words({ withinDays: 5, atOnceFromFen: 100_000 })).toContain(
    '，今天到期；已满 ¥1,000.00，须当日缴存',
  );
  expect(words(null)).toContain('市局没有公布缴存期限，须当日缴存');
});

test('a last day is named as such, also when it is over', () => {
  expect(limitInWords({ bankBy: '2014-05-25', urgency: 'overdue' })).toBe('最迟 2014-05-25 缴存，已超期');
  expect(limitInWords({ bankBy: '2014-05-25', urgency: 'later' })).toBe('最迟 2014-05-25 缴存');
});
