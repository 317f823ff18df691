import type { Chance } from './chance.ts';
import type { Deed } from './deed.ts';
import type { Model } from './model.ts';
import { BASE, sell, someCard } from './sale-deeds.ts';

const COURSES = ['2014-xxaq', '2014-xxaq', '2014-xxaq', '2014-xxaq', '2014-xxaq', '2013-dtjj', '2012-none'];
const NOWHERE = 'QZ1A-20140520-09999';

type Maker = (chance: Chance, model: Model) => Deed;

/** How often of a hundred each deed is done. */
const DEEDS: readonly (readonly [times: number, make: Maker])[] = [
  [10, takeIn],
  [6, takeBooks],
  [34, sell],
  [13, reverse],
  [6, print],
  [3, (chance, { intakes }) => ({ kind: 'printIntake', document: oneOf(chance, intakes, NOWHERE) })],
  [7, post],
  [5, unpost],
  [7, hold],
  [2, (chance, model) => ({ kind: 'resume', held: someHeld(chance, model) })],
  [3, (chance, model) => ({ kind: 'drop', held: someHeld(chance, model) })],
  [4, (chance) => ({ kind: 'openAccount', name: chance.pick(['覃试甲', '覃试乙', '覃试丙']) })],
  [4, (chance, model) => ({ kind: 'closeAccount', account: someAccount(chance, model, false) })],
  [4, (chance, model) => ({ kind: 'reopenAccount', account: someAccount(chance, model, true) })],
  [4, (chance, model) => ({ kind: 'day', day: someDay(chance, model) })],
];

/** What a clerk does next: mostly right, often wrong. */
export function nextDeed(chance: Chance, model: Model): Deed {
  let dice = chance.below(DEEDS.reduce((sum, [times]) => sum + times, 0));
  const chosen = DEEDS.find(([times]) => {
    dice -= times;
    return dice < 0;
  });
  if (chosen === undefined) throw new Error('no deed');
  return chosen[1](chance, model);
}

/** Who sits there: mostly somebody who may do it. */
export function whoDoes(chance: Chance, { people }: Model, { kind }: Deed): string {
  if (kind.endsWith('Account') && !chance.oneIn(6)) return 'zg01';
  const clerks = [...people].filter(([id]) => id !== 'zg02' && id !== 'da01');
  const working = clerks.filter(([, { closed }]) => !closed);
  return chance.pick(chance.oneIn(12) ? clerks : working)[0];
}

function takeIn(chance: Chance, model: Model): Deed {
  // Mostly behind the last card taken in; sometimes over cards that are here already.
  const last = Math.max(BASE, ...model.cards.keys());
  const first = chance.oneIn(5) ? BASE + chance.below(400) : last + 1 + chance.below(3);
  const count = chance.oneIn(30) ? 10_001 : 1 + chance.below(60);
  return { kind: 'takeIn', course: chance.pick(COURSES), first, count };
}

function takeBooks(chance: Chance): Deed {
  const textbook = chance.oneIn(8) ? '2013-dtjj-book' : '2014-xxaq-book';
  const quantity = chance.pick([0, 1, 7, 20, 20, 100_001]);
  return { kind: 'takeBooks', textbook, quantity, note: chance.oneIn(6) ? '' : 'N2' };
}

function reverse(chance: Chance, { sales, day }: Model): Deed {
  const fresh = sales.filter((sale) => sale.day === day && sale.reversal === null);
  const sale = oneOf(chance, chance.oneIn(4) ? sales : fresh, { document: NOWHERE }).document;
  const approver = chance.pick(['zg02', 'zg02', 'zg02', 'zg02', '', 'sk01']);
  return { kind: 'reverse', sale, approver, reason: chance.oneIn(12) ? '' : '卡号录错' };
}

function print(chance: Chance, { sales }: Model): Deed {
  const { document } = oneOf(chance, sales, { document: NOWHERE });
  return { kind: 'print', sale: document, paper: chance.oneIn(3) ? 'reversal' : 'sale' };
}

function post(chance: Chance, { papers, intakes }: Model): Deed {
  const waiting = [...papers].filter(([, { posted }]) => posted === null);
  const some = chance.oneIn(4) ? [...papers.keys(), ...intakes] : waiting.map(([document]) => document);
  const documents = [oneOf(chance, some, NOWHERE)];
  if (chance.oneIn(2) && some.length > 1) documents.push(chance.pick(some));
  const numbered = documents.some((document) => papers.get(document)?.cards !== false);
  const booksOnly = chance.oneIn(numbered ? 12 : 2);
  const slip =
    booksOnly && !chance.oneIn(8) ? '' : chance.pick(['GX-0001', 'GX-0002', 'GX 0003', 'GX-0004', '']);
  return { kind: 'post', documents, slip, booksOnly };
}

function unpost(chance: Chance, { papers }: Model): Deed {
  const posted = [...papers].filter(([, paper]) => paper.posted !== null).map(([document]) => document);
  const document = oneOf(chance, chance.oneIn(5) ? [...papers.keys()] : posted, NOWHERE);
  return { kind: 'unpost', document, reason: chance.oneIn(8) ? '' : '登记错了' };
}

function hold(chance: Chance, model: Model): Deed {
  const aside = model.held.flatMap(({ cards }) => cards);
  const first = aside.length > 0 && chance.oneIn(3) ? chance.pick(aside) : someCard(chance, model);
  return { kind: 'hold', first, count: 1 + chance.below(3) };
}

function someHeld(chance: Chance, { held }: Model): string {
  return oneOf(chance, held, { id: 'request-none' }).id;
}

function someAccount(chance: Chance, { people }: Model, closed: boolean): string {
  const fit = [...people].filter(([, person]) => person.closed === closed);
  return oneOf(chance, chance.oneIn(3) ? [...people] : fit, ['request-none', {}] as const)[0];
}

function someDay(chance: Chance, { day }: Model): string {
  const shifted = new Date(`${day}T00:00:00Z`);
  shifted.setUTCDate(shifted.getUTCDate() + chance.below(4) - 1);
  return shifted.toISOString().slice(0, 10);
}

function oneOf<T, U>(chance: Chance, list: readonly T[], unknown: U): T | U {
  return list.length === 0 || chance.oneIn(10) ? unknown : chance.pick(list);
}
