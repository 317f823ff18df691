import { type CardNumber, seriesOf } from '../../../contract/domain/card-number.ts';
import { type CardRange, countCards } from '../../../contract/domain/card-range.ts';
import type { SaleState } from '../../../contract/domain/folds/sale.ts';
import type { Db } from '../database/open.ts';
import { statement } from '../database/statement.ts';
import type { Timers } from '../world.ts';
import { LAST_DAY, walkSales } from './dealings.ts';

/** Unsold cards in a till, by course, as the cards' own rows say now; one look along the index `card_unsold`. */
export function cardsInTill(db: Db, till: string): ReadonlyMap<string, number> {
  const rows = statement(
    db,
    "SELECT course, count(*) AS count FROM card WHERE sales = '' AND voided = 0 AND holder = ? GROUP BY course",
  ).all(till) as { course: string; count: number }[];
  return new Map(rows.map(({ course, count }) => [course, count]));
}

export function courseOfCard(db: Db, card: CardNumber): string {
  const course = statement(db, 'SELECT course FROM card WHERE series = ? AND number = ?')
    .pluck()
    .get(seriesOf(card), card);
  return (course as string | undefined) ?? '';
}

/** How many cards of a run lay in a till and left it by this sale alone. */
export function takenBySale(db: Db, till: string, sale: string, range: CardRange): number {
  return statement(
    db,
    `SELECT count(*) FROM card WHERE series = ? AND number BETWEEN ? AND ?
     AND holder = ? AND receipt <> '' AND sales = ?`,
  )
    .pluck()
    .get(seriesOf(range.first), range.first, range.last, till, sale) as number;
}

/**
 * Cards that left a till by sales of later days than `day`, by course: to be put back in thought when a day is closed
 * after the next one has begun. The cards' rows have the say; a card that came back to the shelf since counts as gone.
 */
export async function takenAfter(
  db: Db,
  timers: Pick<Timers, 'nextTurn'>,
  till: string,
  day: string,
): Promise<ReadonlyMap<string, number>> {
  const taken = new Map<string, number>();
  await walkSales(db, timers, { from: day, to: LAST_DAY }, (id, sale) => {
    if (sale.businessDay === day || sale.made?.holder !== till || sale.reversed !== null) return;
    for (const { course, first, last } of sale.made.cards) {
      const range = { first, last } as CardRange;
      const count = takenBySale(db, till, id, range);
      taken.set(course, (taken.get(course) ?? 0) + count);
    }
    for (const [course, count] of returnedOf(sale)) taken.set(course, (taken.get(course) ?? 0) + count);
  });
  return taken;
}

/** Cards of a sale that the buyer brought back and that were not given back since. */
function returnedOf(sale: SaleState): readonly (readonly [course: string, count: number])[] {
  const back = sale.returns.filter(({ givenBack }) => !givenBack).flatMap(({ cards }) => cards);
  const [course = ''] = sale.made?.cards.map((line) => line.course) ?? [];
  return back.length === 0 ? [] : [[course, countCards(back as unknown as CardRange[])]];
}
