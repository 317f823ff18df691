import { expect, test } from 'vitest';
import type { QuarterPc } from '../simulation/quarter/pc.ts';
import { runQuarter } from '../simulation/quarter.ts';
import { tempFolder } from './city.ts';

const SILENT = { days: 20, silent: [3, 18] as const };

test('weeks of three PCs balance every day to the fen, through crashes, late closings and a PC nobody hears of', async () => {
  const { divergences, deeds, kills, closings, fulls, restores } = await runQuarter({
    seed: 1,
    root: tempFolder(),
    ...SILENT,
  });
  expect(divergences).toEqual([]);
  expect(closings).toBeGreaterThan(40);
  expect(kills).toBeGreaterThan(10);
  expect(fulls).toBeGreaterThan(3);
  expect(restores).toBeGreaterThan(0);
  const happened = [
    ...[
      'sale.made',
      'sale.reversed',
      'cards.received',
      'cards.accepted',
      'receipt.written',
      'receipt.voided',
    ],
    ...['goods.returned', 'return that finance pays', 'refund.decided', 'refund.paid', 'return.settled'],
    ...['returned goods restocked', 'restored from a whole copy'],
    ...['shift.closed', 'money.remitted', 'remittance.withdrawn', 'remittance.banked', 'day.reported'],
    ...[
      'PC named missing',
      'PC with nothing to close',
      'closing named 后到',
      'sale while a day was closed',
      'day closed later',
    ],
  ];
  expect(happened.filter((deed) => deeds[deed] === undefined)).toEqual([]);
});

const spoil = (sql: string) => (pc: QuarterPc) => void pc.city.db.exec(sql);

/** With the comparison that must notice each. */
const bugs: readonly (readonly [string, string, string])[] = [
  [
    'a reversal is not subtracted',
    'hand-over|count: expected',
    "UPDATE sale SET state = json_set(state, '$.reversed', json('null'))",
  ],
  [
    'a spoiled receipt counts as used',
    'sheet of',
    "UPDATE money_receipt SET state = json_set(state, '$.voided', json('null')) WHERE json_array_length(state, '$.uses') > 0",
  ],
  [
    'a sale slips into the day before',
    'count: expected|REVERSAL_LATER_DAY',
    "UPDATE sale SET state = json_set(state, '$.businessDay', date(day, '-1 day')) WHERE id = (SELECT max(id) FROM sale)",
  ],
  [
    'a closed sheet changes',
    'closed sheet',
    "UPDATE day_close SET state = json_set(state, '$.closed.matters.held', 99) WHERE day = '2014-05-20' AND (SELECT count(DISTINCT day) FROM day_close) > 2",
  ],
  [
    'the float is forgotten',
    'count: expected',
    "UPDATE shift SET state = json_set(state, '$.opened.floatFen', 0) WHERE state ->> '$.opened' IS NOT NULL",
  ],
  [
    'a card sold is still on the shelf',
    'sheet of',
    "UPDATE card SET sales = '' WHERE number IN (SELECT number FROM card WHERE sales <> '' LIMIT 1)",
  ],
  [
    'the drawer’s money for a return is not subtracted',
    'hand-over|count: expected|sheet of',
    "UPDATE goods_return SET state = json_set(state, '$.made.refunds', json('[]'))",
  ],
  [
    'money that finance pays is taken from the drawer',
    'hand-over|count: expected|sheet of',
    "UPDATE goods_return SET state = json_set(state, '$.made.pays', 'drawer')",
  ],
  [
    'returned cards stay on sale',
    'sheet of|cards on the 待核 shelf',
    "UPDATE card SET holder = (SELECT state ->> '$.made.holder' FROM goods_return LIMIT 1) WHERE holder GLOB 'check:*'",
  ],
  [
    'a decided 退付 waits for its decision again',
    'SETTLE_UNDECIDED|DECIDE|PAY|returns',
    "UPDATE goods_return SET state = json_set(state, '$.refund', 'requested') WHERE state ->> '$.decided' IS NOT NULL",
  ],
];

test.each(bugs)('the quarter notices it when %s', async (_bug, where, sql) => {
  const plan = { seed: 2, root: tempFolder(), days: 8, silent: [0, 0] as const };
  const { divergences } = await runQuarter({ ...plan, sabotage: spoil(sql) });
  expect(divergences.join()).toMatch(new RegExp(where));
});
