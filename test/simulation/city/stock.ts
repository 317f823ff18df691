import { unsoldRuns } from '../../../electron/engine/queries/card-stock.ts';
import { cardText } from '../card-text.ts';
import { COURSE } from './counter-day.ts';
import type { Deed } from './ledger.ts';
import type { CityPc } from './pc.ts';

const CARD_FEN = 5_000;

/**
 * Money and cards add up: every PC of a point shows each till's unsold cards, and what the point took, as plain sums over
 * the deeds give them. in: the deeds that came to be, in the order in which they were pressed.
 */
export async function compareStock(
  pcs: readonly CityPc[],
  happened: readonly Deed[],
  { nextTurn }: { readonly nextTurn: () => Promise<void> },
): Promise<string[]> {
  const wrong: string[] = [];
  for (const pc of pcs) {
    const here = happened.filter(({ point }) => point === pc.point);
    const [taken, due] = [takenAt(pc), dueFor(here)];
    if (taken !== due) wrong.push(`${pc.name} shows ${taken} fen taken, the model ${due}`);
    for (const till of pcs.filter(({ point }) => point === pc.point)) {
      const holder = `till:${till.city.journal.identity.device}`;
      const runs = await unsoldRuns(pc.city.db, { nextTurn }, holder, COURSE);
      const shown = runs.map(({ first, last, count }) => `${first}-${last} ${count}`).join();
      const known = runsOf(leftAt(here.filter((deed) => deed.pc === till.name)));
      if (shown !== known) wrong.push(`${pc.name} shows in ${till.name} ${shown}, the model ${known}`);
    }
  }
  return wrong;
}

function takenAt({ city }: CityPc): number {
  const sum = city.db.prepare(
    `SELECT coalesce(sum(p.value ->> 'fen'), 0) FROM sale, json_each(state, '$.made.payments') p
     WHERE reversal IS NULL`,
  );
  return sum.pluck().get() as number;
}

function dueFor(deeds: readonly Deed[]): number {
  const signs: Readonly<Partial<Record<Deed['kind'], number>>> = { 'sale.made': 1, 'sale.reversed': -1 };
  return deeds.reduce((sum, { kind, cards }) => sum + (signs[kind] ?? 0) * CARD_FEN * cards.length, 0);
}

function leftAt(deeds: readonly Deed[]): number[] {
  const left = new Set<number>();
  for (const { kind, cards } of deeds)
    for (const card of cards) {
      if (kind === 'sale.made') left.delete(card);
      else left.add(card);
    }
  return [...left].sort((a, b) => a - b);
}

function runsOf(cards: readonly number[]): string {
  const runs: { first: number; last: number }[] = [];
  for (const card of cards) {
    const run = runs.at(-1);
    if (run?.last === card - 1) run.last = card;
    else runs.push({ first: card, last: card });
  }
  return runs.map(({ first, last }) => `${cardText(first)}-${cardText(last)} ${last - first + 1}`).join();
}
