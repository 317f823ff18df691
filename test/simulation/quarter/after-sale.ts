import { decideRefund, payRefund } from '../../../electron/engine/commands/decide-refund.ts';
import { returnGoods } from '../../../electron/engine/commands/return-goods.ts';
import { reverseSale } from '../../../electron/engine/commands/reverse-sale.ts';
import { settleReturn } from '../../../electron/engine/commands/settle-return.ts';
import {
  attempt,
  BOOK,
  type Place,
  type Point,
  press,
  rangesOf,
  sell,
  soldBy,
  stockUp,
} from './counter-day.ts';
import { type Back, leftOf, moneyFor } from './given-back.ts';
import { cashIn, type Sold } from './till.ts';

/** What comes of a sale later: goods brought back, and the ways that their money and their cards go. */
export async function afterSale(point: Point, place: Place): Promise<void> {
  await stockUp(point, place);
  const dice = point.chance.below(10);
  if (dice < 5) await bringBack(point, place);
  else if (dice < 7) await decide(point, place);
  else if (dice < 8) await pay(point, place);
  else await settle(point, place);
}

async function bringBack(point: Point, place: Place): Promise<void> {
  const { chance } = point;
  const { till } = place;
  const possible = soldBy(till).filter((sold) => leftOf(sold).cards.length + leftOf(sold).copies > 0);
  if (possible.length === 0) return sell(point, place);
  // Of today half the time: the drawer pays those alone.
  const fresh = possible.filter(({ day }) => day === till.day);
  const sold = chance.pick(fresh.length > 0 && chance.oneIn(2) ? fresh : possible);
  const left = leftOf(sold);
  const cards = left.cards.filter(() => !chance.oneIn(3));
  const copies = chance.below(left.copies + 1);
  const money = moneyFor(sold, cards.length, copies);
  const fromDrawer = sold.day === till.day ? cashIn({ paid: money }) : 0;
  if (cards.length + copies === 0 || fromDrawer > till.drawer) return sell(point, place);
  const input = {
    ...{ sale: sold.id, slip: sold.document, cards: rangesOf(cards) },
    books: copies === 0 ? [] : [{ textbook: BOOK, quantity: copies }],
    ...{ coatingIntact: true, slipSeen: true, reason: '多买' as const, remark: '' },
  };
  if (chance.oneIn(5)) await tryUnproven(point, place, input);
  const said = await press(point, place, { command: returnGoods, prepare: () => input, approver: 'zg02' });
  const refunds = said['refunds'] as readonly { stream: string; method: string; fen: number }[];
  point.same('a return: who pays', said['pays'], sold.day === till.day ? 'drawer' : 'finance');
  point.same('a return: its money', refunds.map(lineOf), money.map(lineOf));
  till.bringBack({ id: String(said['return']), sold, cards, copies, paid: money });
  if (said['pays'] === 'finance') point.happened('return that finance pays');
  if (chance.oneIn(4)) await tryReversal(point, place, sold);
}

const lineOf = ({ stream, method, fen }: { stream: string; method: string; fen: number }) =>
  `${stream} ${method} ${fen}`;

type Brought = Parameters<typeof returnGoods.run>[1];

/** Without the slip or an intact coating nothing is taken back, whatever else is right. */
async function tryUnproven({ same, chance }: Point, { pc, till }: Place, input: Brought): Promise<void> {
  const [how, code] = chance.pick([
    [{ slip: till.paper() }, 'SLIP'],
    [{ slipSeen: false }, 'SLIP_SEEN'],
  ] as const);
  const form = { command: returnGoods, prepare: () => ({ ...input, ...how }), approver: 'zg02' };
  same('a return without proof', await attempt(() => pc.press(form, null)), code);
}

/** A sale of which a part came back has no whole to be taken back. */
async function tryReversal({ same }: Point, { pc }: Place, sold: Sold): Promise<void> {
  const input = { sale: sold.id, reason: '卡号录错' as const, remark: '' };
  const form = { command: reverseSale, prepare: () => input, approver: 'zg02' };
  same('reversal of what was returned', await attempt(() => pc.press(form, null)), 'REVERSAL_RETURNED');
}

async function decide(point: Point, place: Place): Promise<void> {
  const { chance } = point;
  const one = someBack(point, place, ({ refund }) => refund === 'requested');
  if (one === null) return bringBack(point, place);
  const early = { return: one.id, outcome: 'restocked' as const, cards: [], reason: '' };
  if (chance.oneIn(4)) {
    const form = { command: settleReturn, prepare: () => early, actor: 'zg01' as const };
    const tried = await attempt(() => place.pc.press(form, null));
    point.same('cards settled before the decision', tried, 'SETTLE_UNDECIDED');
  }
  const decision = chance.oneIn(3) ? ('refused' as const) : ('approved' as const);
  const input = { return: one.id, decision, remark: '已核对原单' };
  await press(point, place, { command: decideRefund, prepare: () => input, actor: 'zg01' }, false);
  one.refund = decision;
}

async function pay(point: Point, place: Place): Promise<void> {
  const one = someBack(point, place, ({ refund }) => refund === 'approved');
  if (one === null) return decide(point, place);
  const input = { return: one.id, reference: 'CZ-1', on: place.till.day };
  await press(point, place, { command: payRefund, prepare: () => input, actor: 'zg01' }, false);
  one.refund = 'paid';
}

/** Cards back on sale, or 作废; what finance would not pay for goes back to the buyer. */
async function settle(point: Point, place: Place): Promise<void> {
  const { chance } = point;
  const { till } = place;
  const one = someBack(point, place, (back) =>
    back.refund === 'refused'
      ? !back.givenBack && back.copies <= till.copies
      : back.refund !== 'requested' && back.waiting.length > 0,
  );
  if (one === null) return decide(point, place);
  const kind = chance.oneIn(4) ? ('voided' as const) : ('restocked' as const);
  const outcome = one.refund === 'refused' ? ('givenBack' as const) : kind;
  // Goods handed back go back whole.
  const cards = outcome === 'givenBack' || chance.oneIn(2) ? [] : one.waiting.slice(0, 1);
  const input = { return: one.id, outcome, cards: rangesOf(cards), reason: '涂层划伤' };
  await press(point, place, { command: settleReturn, prepare: () => input, actor: 'zg01' }, false);
  till.settle(one, outcome, cards.length === 0 ? one.waiting : cards);
  point.happened(`returned goods ${outcome}`);
}

function someBack({ chance }: Point, { till }: Place, is: (back: Back) => boolean): Back | null {
  const found = till.backs.filter(is);
  return found.length === 0 ? null : chance.pick(found);
}
