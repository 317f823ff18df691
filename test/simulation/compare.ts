import { unsoldRuns } from '../../electron/engine/queries/card-stock.ts';
import type { Seat } from '../../electron/engine/seat.ts';
import { halfState } from '../engine/checks.ts';
import { cardText } from './card-text.ts';
import { compareDay } from './compare-day.ts';
import type { Model } from './model.ts';

export interface Findings {
  readonly divergences: readonly string[];
  /** Acknowledged sales that are gone, and sales that nobody made or that were made twice. */
  readonly lost: number;
  readonly doubled: number;
}

/** Everything the engine shows against everything the model knows. */
export async function compare(seat: Seat, model: Model): Promise<Findings> {
  const { db, journal } = seat.city();
  const divergences: string[] = [];
  const same = (what: string, shown: unknown, known: unknown) => {
    const [one, other] = [JSON.stringify(shown), JSON.stringify(known)];
    if (one !== other) divergences.push(`${what}: the engine says ${one}, the model ${other}`);
  };
  for (const course of ['2014-xxaq', '2013-dtjj']) {
    const unsold = await unsoldRuns(db, seat.world.timers, `till:${journal.identity.device}`, course);
    const runs = unsold
      .filter(({ first }) => first.startsWith('07'))
      .map(({ first, last, count }) => `${first}-${last} ${count}`);
    same(`unsold cards of ${course}`, runs, unsoldOf(model, course));
  }
  const warnings = seat.state().city?.warnings.map(({ code }) => code);
  same('standing warnings', warnings, Array(model.restores).fill('RESTORED'));
  same('business day', seat.state().city?.businessDay, model.day);
  await compareDay(seat, model, same);
  const broken = await halfState(seat);
  if (broken !== null) divergences.push(`half a state: ${broken}`);
  return { divergences, ...counted(seat, model) };
}

/** Runs as the model's plain numbers give them. */
function unsoldOf(model: Model, course: string): string[] {
  const cards = [...model.cards]
    .filter(([, state]) => state.course === course && !state.sold)
    .map(([card]) => card)
    .sort((a, b) => a - b);
  const starts = cards.filter((card, index) => index === 0 || cards[index - 1] !== card - 1);
  return starts.map((first, index) => {
    const next = starts[index + 1] ?? Number.POSITIVE_INFINITY;
    const count = cards.filter((card) => card >= first && card < next).length;
    return `${cardText(first)}-${cardText(first + count - 1)} ${count}`;
  });
}

function counted(seat: Seat, model: Model): { lost: number; doubled: number } {
  const { db, journal } = seat.city();
  const lost = model.sales.filter(({ request }) => journal.byRequest(request) === null).length;
  const made = db.prepare(
    'SELECT count(*) FROM event WHERE CAST(bytes AS TEXT) LIKE \'%"type":"sale.made"%\'',
  );
  const twice = db.prepare("SELECT count(*) FROM card WHERE sales LIKE '%,%'").pluck().get() as number;
  const extra = (made.pluck().get() as number) - (model.sales.length - lost);
  return { lost, doubled: Math.max(0, extra) + twice };
}
