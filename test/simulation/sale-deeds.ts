import type { Chance } from './chance.ts';
import type { Paid, Receipt, Sell } from './deed.ts';
import type { Model } from './model.ts';

/** Card numbers are counted from here; a run now and then passes 10^9, where naive text order fails. */
export const BASE = 999_999_700;

const COURSES = ['2014-xxaq', '2014-xxaq', '2013-dtjj', '2012-none'];
const AREAS = ['市直', '市直', '市直', '市直', '三娘湾', '钦州港', '灵山县', '外地', '没有的区'];

/** A sale of cards, of books or of both, each part of it sometimes wrong. */
export function sell(chance: Chance, model: Model): Sell {
  const first = someCard(chance, model);
  const state = model.cards.get(first);
  const course =
    (state === undefined || chance.oneIn(12) ? chance.pick(COURSES) : state.course) ?? '2014-xxaq';
  const many = chance.oneIn(6) ? 1 + chance.below(12) : 1;
  const count = chance.oneIn(6) ? 0 : many;
  const wanted = chance.oneIn(16) ? model.copies + 1 : 1 + chance.below(5);
  const copies = chance.oneIn(2) ? wanted : 0;
  const textbook = chance.oneIn(20) ? '2013-dtjj-book' : '2014-xxaq-book';
  const due = [
    { stream: 'cards' as const, fen: 5000 * count },
    { stream: 'books' as const, fen: 1500 * copies },
  ].filter(({ fen }) => fen > 0 || chance.oneIn(40));
  return {
    kind: 'sell',
    ...{ course, first, count, textbook, copies },
    buyer: buyer(chance, model),
    reason: chance.pick(['就近购买', '就近购买', '就近购买', '就近购买', '', '07']),
    payments: due.flatMap(({ stream, fen }) => payments(chance, stream, fen)),
    receipts: due.flatMap(({ stream }) => receipts(chance, model, stream)),
  };
}

/** Mostly one that can be sold. */
export function someCard(chance: Chance, { cards }: Model): number {
  const unsold = [...cards].filter(([, { sold }]) => !sold).map(([card]) => card);
  return unsold.length === 0 || chance.oneIn(8) ? BASE + chance.below(500) : chance.pick(unsold);
}

/** One line or two that make up what is due; now and then a fen too much. */
function payments(chance: Chance, stream: Paid['stream'], due: number): Paid[] {
  const fen = Math.max(1, due) + (chance.oneIn(40) ? 1 : 0);
  const part = chance.oneIn(3) && fen > 1 ? 1 + chance.below(fen - 1) : 0;
  return [fen - part, part].filter((one) => one > 0).map((one) => payment(chance, stream, one));
}

function payment(chance: Chance, stream: Paid['stream'], fen: number): Paid {
  const method = chance.pick(['cash', 'cash', 'cash', 'transfer', 'card', 'cheque'] as const);
  const reference = method === 'cash' || chance.oneIn(20) ? '' : '2014052000123';
  const counted = method === 'cash' ? chance.oneIn(2) : chance.oneIn(40);
  const tendered = counted ? Math.max(1, fen + (chance.oneIn(30) ? -1 : 1000)) : null;
  return { stream, method, fen, reference, tendered };
}

/** Mostly the next number of the pad; sometimes one before or behind it, the other pad's, or one of no pad at all. */
function receipts(chance: Chance, model: Model, stream: Receipt['stream']): Receipt[] {
  if (chance.oneIn(40)) return [];
  const written = chance.oneIn(2);
  const wrong = [
    '0012345',
    `${stream}-${chance.below(1000)}`,
    model.receiptNumber(stream, chance.below(5) - 2),
  ];
  const number = written && chance.oneIn(6) ? chance.pick(wrong) : model.receiptNumber(stream);
  return [{ stream, written, number: written === chance.oneIn(30) ? '' : number }];
}

function buyer(chance: Chance, model: Model): Sell['buyer'] {
  const dice = chance.below(3);
  if (dice === 0) return { person: chance.pick(AREAS) };
  const known = [...model.employers.keys()];
  if (dice === 1 && known.length > 0)
    return { known: chance.oneIn(10) ? '没有登记的单位' : chance.pick(known) };
  const name = `钦州市第${chance.below(8)}中学`;
  const area = chance.pick(['市直', '市直', '市直', '钦北区']);
  // Typed with a blank, it is the same unit.
  return { employer: chance.oneIn(3) ? name.replace('市', '市 ') : name, area };
}
