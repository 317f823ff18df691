import { type CardNumber, cardAt, seriesOf } from '../../../contract/domain/card-number.ts';
import { type CardRange, rangeCount } from '../../../contract/domain/card-range.ts';
import type { Db } from '../database/open.ts';
import type { StateRow } from './cards.ts';

/** 18 decimal digits fit SQLite's 64-bit integer; a longer tail is counted in its last 18. */
const COUNTED_DIGITS = 18;

/**
 * Adds the cards of a run that have no row yet, counted up inside SQLite: 10,000 cards one by one from outside would
 * be the longest turn of the engine.
 */
export function insertRun(db: Db, table: string) {
  const insert = db.prepare(
    `WITH RECURSIVE step (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM step WHERE n + 1 < @count)
     INSERT OR IGNORE INTO ${table}
     SELECT @series, @prefix || printf('%0' || @width || 'd', @tail + n),
       @course, @receipt, @holder, @voided, @sales, @repeats, @strays, @awaits, @late, @head FROM step`,
  );
  return (range: CardRange, state: Readonly<StateRow>, head: Buffer) => {
    const [course, receipt, holder, voided, sales, repeats, strays, awaits, late] = state;
    for (const { first, last } of splitAtCarry(range)) {
      const digits = /[0-9]+$/.exec(first)?.[0].slice(-COUNTED_DIGITS) ?? '';
      insert.run({
        series: seriesOf(first),
        prefix: first.slice(0, first.length - digits.length),
        width: digits.length,
        tail: BigInt(digits),
        count: rangeCount({ first, last }),
        ...{ course, receipt, holder, voided, sales, repeats, strays, awaits, late, head },
      });
    }
  };
}

/** At most two parts: a run of up to a million cards passes a multiple of 10^18 at most once. */
function splitAtCarry(range: CardRange): readonly CardRange[] {
  const lead = (card: CardNumber) => card.slice(0, -COUNTED_DIGITS);
  if (lead(range.first) === lead(range.last)) return [range];
  const turn = (lead(range.last) + '0'.repeat(COUNTED_DIGITS)) as CardNumber;
  const before = cardAt(turn, -1n);
  return before.ok
    ? [
        { first: range.first, last: before.value },
        { first: turn, last: range.last },
      ]
    : [range];
}
