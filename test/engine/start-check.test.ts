import { expect, test } from 'vitest';
import { practiceSeat, reopen, sell } from './city.ts';
import { dumpTables } from './tables.ts';

test.each([
  ['a card', 'UPDATE card SET voided = 1 WHERE number = (SELECT max(number) FROM card)'],
  ['a sale', `UPDATE sale SET state = json_set(state, '$.clerk', 'sk02')`],
  ['a published price', `UPDATE course SET state = json_set(state, '$.said.cardFen', 4000)`],
])(
  'a table that says of %s what its events do not say is noticed at start, rebuilt, and people are told',
  async (_what, damage) => {
    const { seat, folder } = await practiceSeat();
    sell(seat, 0, 'request-1');
    const before = dumpTables(seat.city().db);
    seat.city().db.exec(damage);
    expect(dumpTables(seat.city().db)).not.toEqual(before);
    seat.close();
    const again = await reopen(folder);
    expect(dumpTables(again.city().db)).toEqual(before);
    expect(again.state().city?.warnings.map(({ code }) => code)).toEqual(['MENDED']);
  },
);
