import type { CalendarDay } from '../../contract/domain/calendar.ts';
import { heldSales } from '../../electron/engine/held/held-sales.ts';
import { booksInHand } from '../../electron/engine/queries/book-stock.ts';
import { postedPapers, unprintedPapers, waitingPapers } from '../../electron/engine/queries/papers.ts';
import { people } from '../../electron/engine/queries/state.ts';
import type { Seat } from '../../electron/engine/seat.ts';
import { recentSales } from '../engine/tables.ts';
import { cardText } from './card-text.ts';
import type { Model, Paper } from './model.ts';

type Same = (what: string, shown: unknown, known: unknown) => void;

/** The lists a clerk works with through the day: stock of books, sales, papers, what is put aside, accounts, money. */
export async function compareDay(seat: Seat, model: Model, same: Same): Promise<void> {
  const { db, journal } = seat.city();
  const copies = booksInHand(db, `till:${journal.identity.device}`, '2014-xxaq-book');
  same('books in the till', copies, model.copies);
  const documents = db.prepare('SELECT id FROM document').pluck().all() as string[];
  same('document numbers', documents.sort(), [...model.intakes, ...model.papers.keys()].sort());
  compareSales(seat, model, same);
  await comparePapers(seat, model, same);
  compareHeld(seat, model, same);
  const accounts = people(db).map(({ said, closed }) => `${said.name} ${closed !== null}`);
  const known = [...model.people.values()].map(({ name, closed }) => `${name} ${closed}`);
  same('accounts', accounts.sort(), known.sort());
  same('money', moneyIn(seat), moneyOf(model));
}

function compareSales(seat: Seat, model: Model, same: Same): void {
  const shown = recentSales(seat.city().db).map((row) =>
    [
      ...[row.document, row.businessDay, row.clerk, row.buyer, row.cards, row.books, row.totalFen],
      ...[row.prints, row.posting.slip, row.posting.state, row.reversed, row.whyNotReversible === null],
      ...(row.reversal === null
        ? []
        : [
            row.reversal.document,
            row.reversal.prints,
            row.reversalPosting?.slip,
            row.reversalPosting?.state,
          ]),
    ].join(' '),
  );
  const known = model.sales.map((sale) => {
    const [paper, back] = [model.papers.get(sale.document), model.papers.get(sale.reversal ?? '')];
    const { document, day, buyer, cards, copies, reversal } = sale;
    const total = 5000 * cards.length + 1500 * copies;
    const mayGoBack = reversal === null && day === model.day;
    return [
      ...[document, day, model.people.get(sale.by)?.name, buyer, cards.length, copies, total],
      ...[paper?.prints, paper?.posted ?? '', postingOf(paper), reversal !== null, mayGoBack],
      ...(reversal === null ? [] : [reversal, back?.prints, back?.posted ?? '', postingOf(back)]),
    ].join(' ');
  });
  same('sales', shown.sort(), known.sort());
}

function postingOf(paper: Paper | undefined): string {
  return paper === undefined || paper.posted === null ? 'waiting' : 'posted';
}

async function comparePapers(seat: Seat, model: Model, same: Same): Promise<void> {
  const { db } = seat.city();
  const papers = [...model.papers];
  const listed = (fits: (paper: Paper) => boolean) =>
    papers.filter(([, paper]) => fits(paper)).map(([document]) => document);
  const waiting = waitingPapers(db, model.day as CalendarDay, null).rows;
  const numbers = waiting.map(({ document }) => document);
  same(
    'papers to be entered in the regional system',
    numbers,
    listed(({ posted }) => posted === null),
  );
  const unprinted = unprintedPapers(db, null).rows.map(({ document }) => document);
  // The list comes a page of 50 at a time.
  same('papers not printed', unprinted, listed(({ prints }) => prints === 0).slice(0, 50));
  const posted = (await postedPapers(db, seat.world.timers, '', null)).rows.map(({ document }) => document);
  same('papers entered', posted.sort(), listed((paper) => paper.posted !== null).sort());
}

function compareHeld(seat: Seat, model: Model, same: Same): void {
  const { db } = seat.city();
  const shown = heldSales(db).map(({ id, clerk, day, released }) => [id, clerk, day, released]);
  const known = model.held.map(({ id, by, day, released }) => [
    id,
    model.people.get(by)?.name,
    day,
    released,
  ]);
  same('sales put aside', shown, known);
  const locked = db.prepare('SELECT held, first, last FROM held_card ORDER BY first').raw().all();
  const waiting = model.held
    .filter(({ released }) => released === '')
    .map(({ id, cards }) => [id, cardText(cards[0] ?? 0), cardText(cards.at(-1) ?? 0)])
    .sort((a, b) => ((a[1] ?? '') < (b[1] ?? '') ? -1 : 1));
  same('cards put aside', locked, waiting);
}

/** What the till took and has not given back, by stream and way of paying. */
function moneyIn(seat: Seat): string[] {
  const rows = seat
    .city()
    .db.prepare(
      `SELECT p.value ->> 'stream', p.value ->> 'method', sum(p.value ->> 'fen')
       FROM sale, json_each(state, '$.made.payments') p WHERE reversal IS NULL GROUP BY 1, 2`,
    )
    .raw()
    .all() as (string | number)[][];
  return rows.map((row) => row.join(' ')).sort();
}

function moneyOf({ sales }: Model): string[] {
  const sums = new Map<string, number>();
  for (const { payments } of sales.filter(({ reversal }) => reversal === null))
    for (const { stream, method, fen } of payments)
      sums.set(`${stream} ${method}`, (sums.get(`${stream} ${method}`) ?? 0) + fen);
  return [...sums].map(([way, fen]) => `${way} ${fen}`).sort();
}
