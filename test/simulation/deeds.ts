import type { Chance } from './chance.ts';
import type { Deed, Model } from './model.ts';

/** Card numbers are counted from here; a run now and then passes 10^9, where naive text order fails. */
const BASE = 999_999_700;

const COURSES = ['2014-xxaq', '2014-xxaq', '2014-xxaq', '2014-xxaq', '2014-xxaq', '2013-dtjj', '2012-none'];
const AREAS = ['市直', '灵山县', '钦北区', '外地'];

/** What a clerk does next: mostly right, often wrong. */
export function nextDeed(chance: Chance, model: Model): Deed {
  const dice = chance.below(100);
  if (dice < 18) return takeIn(chance, model);
  if (dice < 80) return sell(chance, model);
  if (dice < 94) return { kind: 'print', sale: someDocument(chance, model) };
  return { kind: 'day', day: someDay(chance, model) };
}

function takeIn(chance: Chance, model: Model): Deed {
  // Mostly behind the last card taken in; sometimes over cards that are here already.
  const last = Math.max(BASE, ...model.cards.keys());
  const first = chance.oneIn(5) ? BASE + chance.below(400) : last + 1 + chance.below(3);
  const count = chance.oneIn(30) ? 10_001 : 1 + chance.below(60);
  return { kind: 'takeIn', course: chance.pick(COURSES), first, count };
}

function sell(chance: Chance, model: Model): Deed {
  const unsold = [...model.cards].filter(([, { sold }]) => !sold).map(([card]) => card);
  const first = unsold.length === 0 || chance.oneIn(6) ? BASE + chance.below(500) : chance.pick(unsold);
  const state = model.cards.get(first);
  const course = state === undefined || chance.oneIn(12) ? chance.pick(COURSES) : state.course;
  const count = chance.oneIn(4) ? 1 + chance.below(12) : 1;
  const transfer = chance.oneIn(3);
  const reference = transfer && !chance.oneIn(4) ? '2014052000123' : '';
  return { kind: 'sell', course, first, count, buyer: buyer(chance, model), transfer, reference };
}

function buyer(chance: Chance, model: Model): Extract<Deed, { kind: 'sell' }>['buyer'] {
  const dice = chance.below(3);
  if (dice === 0) return { person: chance.pick(AREAS) };
  const known = [...model.employers];
  if (dice === 1 && known.length > 0)
    return { known: chance.oneIn(10) ? '没有登记的单位' : chance.pick(known) };
  const name = `钦州市第${chance.below(8)}中学`;
  // Typed with a blank, it is the same unit.
  return { employer: chance.oneIn(3) ? name.replace('市', '市 ') : name };
}

function someDocument(chance: Chance, { sales }: Model): string {
  if (sales.length === 0 || chance.oneIn(10)) return 'QZ1A-20140520-09999';
  return chance.pick(sales).document;
}

function someDay(chance: Chance, { day }: Model): string {
  const shifted = new Date(`${day}T00:00:00Z`);
  shifted.setUTCDate(shifted.getUTCDate() + chance.below(4) - 1);
  return shifted.toISOString().slice(0, 10);
}
