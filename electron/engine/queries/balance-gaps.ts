import type { BalanceGap } from '../../../contract/domain/card-balance.ts';
import { type CardNumber, seriesOf } from '../../../contract/domain/card-number.ts';
import { type CardRange, countCards, overlap, rangeCount } from '../../../contract/domain/card-range.ts';
import type { CardReceiptState } from '../../../contract/domain/folds/receipts.ts';
import type { SaleState } from '../../../contract/domain/folds/sale.ts';
import type { Payload } from '../../../contract/events/catalogue.ts';
import type { Decoded } from '../../../wire/encode.ts';
import type { Db } from '../database/open.ts';
import { statement } from '../database/statement.ts';
import { tillOf } from '../journal/identity.ts';
import type { Journal } from '../journal/journal.ts';
import type { Timers } from '../world.ts';
import { walkSales } from './dealings.ts';
import { placeName } from './places.ts';
import { stateOf } from './state.ts';
import { takenBySale } from './till-count.ts';

/** A sheet names so many; with more the whole day is wrong, and its sum still stands there. */
const MOST_GAPS = 200;

/**
 * Sales of one day and PC whose cards did not leave this till by them: each line of each sale is held against the rows
 * of its cards. Below zero: sold, and not gone from here.
 */
export async function salesWithoutCards(
  db: Db,
  timers: Pick<Timers, 'nextTurn'>,
  journal: Journal,
  day: string,
): Promise<readonly BalanceGap[]> {
  const gaps: BalanceGap[] = [];
  await walkSales(db, timers, { from: day, to: day }, (id, sale) => {
    if (sale.device === journal.identity.device && sale.reversed === null)
      gaps.push(...gapsOfSale(db, journal, id, sale));
  });
  return gaps.slice(0, MOST_GAPS);
}

function gapsOfSale(db: Db, journal: Journal, id: string, sale: SaleState): readonly BalanceGap[] {
  const missing = (sale.made?.cards ?? []).flatMap(({ first, last }) => {
    const range = { first, last } as CardRange;
    if (takenBySale(db, tillOf(journal.identity), id, range) === rangeCount(range)) return [];
    return cardsNotTaken(db, journal, id, sale, range);
  });
  const [one] = missing;
  const document = sale.made?.document;
  if (one === undefined || document === undefined) return [];
  return [{ document, cards: -missing.length, why: one }];
}

interface CardRow {
  readonly number: CardNumber;
  readonly holder: string;
  readonly receipt: string;
  readonly voided: number;
  readonly sales: string;
}

const CARDS_OF = `SELECT number, holder, receipt, voided, sales FROM card
  WHERE series = ? AND number BETWEEN ? AND ? ORDER BY number`;

/** One sentence for each card of the run that the sale did not take from this till. */
function cardsNotTaken(
  db: Db,
  journal: Journal,
  id: string,
  sale: SaleState,
  range: CardRange,
): readonly string[] {
  const back = sale.returns
    .filter(({ givenBack }) => !givenBack)
    .flatMap(({ cards }) => cards) as unknown as CardRange[];
  return cardsOf(db, range).flatMap((card) => {
    const returned = back.some((run) => overlap(run, { first: card.number, last: card.number }) !== null);
    return returned ? [] : (whyNotTaken(db, journal, id, card) ?? []);
  });
}

function cardsOf(db: Db, { first, last }: CardRange): readonly CardRow[] {
  return statement(db, CARDS_OF).all(seriesOf(first), first, last) as CardRow[];
}

function whyNotTaken(db: Db, journal: Journal, id: string, card: CardRow): string | null {
  const till = tillOf(journal.identity);
  const made = (sale: string) => stateOf<SaleState>(db, 'sale', sale)?.made;
  const first = card.sales.split(',').find((one) => made(one)?.holder === till);
  if (first !== undefined && first !== id) {
    return `${card.number} 已由 ${made(first)?.document ?? '另一张单据'} 售出`;
  }
  if (card.receipt === '') return `${card.number} 没有入库记录`;
  if (!layInTill(db, journal, card))
    return `${card.number} 不在本机钱柜，在${placeName(db, journal.identity, card.holder)}`;
  return first === undefined || card.voided === 1 ? `${card.number} 已作废` : null;
}

/**
 * Whether a card lay in this till before it was sold. A sale from elsewhere that sorts before the intake names another
 * holder; the card was here all the same if it was taken in here and never sent away.
 */
function layInTill(db: Db, journal: Journal, { number, holder, receipt }: CardRow): boolean {
  const till = tillOf(journal.identity);
  if (holder === till) return receipt !== '';
  if (stateOf<CardReceiptState>(db, 'card_receipt', receipt)?.received.holder !== till) return false;
  const events = journal.lookups.ofCards({ first: number, last: number });
  return !events.some((row) => journal.read(row).envelope.type === 'cards.dispatched');
}

/** What somebody else's news, or our own of a closed day, took from this till or brought back to it. */
export function gapOfNews(db: Db, journal: Journal, { envelope }: Decoded): BalanceGap | null {
  const cards = cardsByNews(db, journal, envelope.type, envelope.payload);
  const document = String(envelope.payload['document'] ?? '');
  if (cards === 0) return null;
  const whose = envelope.device === journal.identity.device ? '后到的单据' : '别处的单据';
  return { document, cards, why: `${whose}${cards > 0 ? '售出了' : '退回了'}本机钱柜的卡` };
}

function cardsByNews(db: Db, journal: Journal, type: string, payload: unknown): number {
  const till = tillOf(journal.identity);
  switch (type) {
    case 'sale.made': {
      const { sale, cards } = payload as Payload<'sale.made'>;
      const sold = cards.flatMap((line) => cardsOf(db, line as unknown as CardRange));
      return sold.filter((card) => card.sales === sale && layInTill(db, journal, card)).length;
    }
    case 'sale.reversed': {
      const { sale } = payload as Payload<'sale.reversed'>;
      const made = stateOf<SaleState>(db, 'sale', sale)?.made;
      return made?.holder === till ? -countCards(made.cards as unknown as CardRange[]) : 0;
    }
    case 'cards.received': {
      const { holder, count } = payload as Payload<'cards.received'>;
      return holder === till ? -count : 0;
    }
    default:
      return 0;
  }
}
