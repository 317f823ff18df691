import { PRACTICE_DAY } from '../../contract/domain/practice.ts';
import { openDay } from '../../electron/engine/commands/open-day.ts';
import { Refusal } from '../../electron/engine/problem.ts';
import { halfState } from '../engine/checks.ts';
import { countEvents } from '../engine/tables.ts';
import { chanceOf } from './chance.ts';
import { afterSale } from './quarter/after-sale.ts';
import { beginShift, closeDays, dayAfter, handOver, remit } from './quarter/closing.ts';
import { closingsIn, compareReceipts, compareReturns, compareTables } from './quarter/compare.ts';
import { type Place, type Point, press, someDeed, spoil, writeOwed } from './quarter/counter-day.ts';
import { Exchange } from './quarter/exchange.ts';
import { pcsOf, type QuarterPc } from './quarter/pc.ts';
import { reportPoint } from './quarter/point-report.ts';
import { keepCopy, restoreSome } from './quarter/restores.ts';
import { Till } from './quarter/till.ts';

export interface QuarterPlan {
  readonly seed: number;
  readonly root: string;
  readonly days: number;
  /** The third PC is cut off from the others from the first of these days up to the second. */
  readonly silent: readonly [from: number, to: number];
  readonly sabotage?: (pc: QuarterPc) => void;
}

/** Ninety business days, six weeks of which the third PC is silent. */
export const QUARTER: Pick<QuarterPlan, 'days' | 'silent'> = { days: 90, silent: [20, 62] };

export interface QuarterOutcome {
  readonly events: number;
  readonly closings: number;
  readonly kills: number;
  /** Forms that a full disk refused. */
  readonly fulls: number;
  readonly restores: number;
  readonly deeds: Readonly<Record<string, number>>;
  readonly divergences: readonly string[];
}

class Divergence extends Error {}

/** Days of one point with three PCs that crash, are not closed in time, and hear of each other late. */
class Quarter {
  private readonly plan: QuarterPlan;
  private readonly point: Point;
  private readonly exchange: Exchange;
  private readonly deeds: Record<string, number> = {};
  private readonly frozen = new Map<string, string>();

  constructor(plan: QuarterPlan, pcs: readonly QuarterPc[]) {
    this.plan = plan;
    const chance = chanceOf(`quarter/${plan.seed}`);
    this.exchange = new Exchange(pcs, chance);
    this.point = {
      chance,
      places: pcs.map((pc) => ({ pc, till: new Till(pc.number, PRACTICE_DAY) })),
      ...{ transfers: [], cards: 0 },
      happened: (what) => {
        this.deeds[what] = (this.deeds[what] ?? 0) + 1;
      },
      sabotage: plan.sabotage ?? (() => {}),
      knows: (pc, { id, facts }) => (this.exchange.of(pc).dispatches.get(id)?.size ?? 0) === facts,
      same(what, shown, known) {
        const [one, other] = [JSON.stringify(shown), JSON.stringify(known)];
        if (one !== other) throw new Divergence(`${what}: the engine says ${one}, the model ${other}`);
      },
    };
  }

  async run(): Promise<QuarterOutcome> {
    const divergences: string[] = [];
    let day = PRACTICE_DAY as string;
    try {
      for (let n = 0; n < this.plan.days; n++, day = dayAfter(day)) await this.liveDay(n, day);
      await this.end(day);
    } catch (error) {
      if (!(error instanceof Divergence || error instanceof Refusal)) throw error;
      const words =
        error instanceof Refusal ? `${error.problem.code} ${error.problem.happened}` : error.message;
      divergences.push(`${day}: ${words}`);
    }
    const { deeds, frozen } = this;
    const { places } = this.point;
    const all = (of: (pc: QuarterPc) => number) => places.reduce((sum, { pc }) => sum + of(pc), 0);
    const [kills, fulls] = [all((pc) => pc.kills), all((pc) => pc.fulls)];
    const restores = all((pc) => pc.restores);
    const events = places.reduce((sum, { pc }) => Math.max(sum, countEvents(pc.city.db)), 0);
    for (const { pc } of places) pc.city.close();
    return { events, closings: frozen.size, kills, fulls, restores, deeds, divergences };
  }

  private async liveDay(n: number, day: string): Promise<void> {
    const { chance, places } = this.point;
    for (const place of places) {
      // Nobody sits there that day.
      if (n > 0 && chance.oneIn(8)) continue;
      if (n > 0 && chance.oneIn(10)) {
        await this.quietDay(place, day);
        continue;
      }
      await this.morning(place, day);
      const deeds = 2 + chance.below(5);
      for (let deed = 0; deed < deeds; deed++) {
        if (deed === 1 && chance.oneIn(5)) await handOver(this.point, place);
        if (deed === 2 && !chance.oneIn(6)) await beginShift(this.point, place);
        await (chance.oneIn(6) ? afterSale(this.point, place) : someDeed(this.point, place));
        this.spread(n);
      }
      await this.evening(place, n, day);
      if (n === 0 || chance.oneIn(6)) await keepCopy(this.point, place);
      if (chance.oneIn(10)) await this.restore(place);
    }
    this.look();
  }

  /** Nobody buys: a receipt is spoiled or written for an older sale, and that is all. */
  private async quietDay(place: Place, day: string): Promise<void> {
    await this.begin(place, day);
    await spoil(this.point, place);
    if (this.point.chance.oneIn(2)) await writeOwed(this.point, place);
    if (this.point.chance.oneIn(2)) await closeDays(this.point, place);
    this.freeze(place);
  }

  private async morning(place: Place, day: string): Promise<void> {
    await this.begin(place, day);
    if (!this.point.chance.oneIn(5)) await beginShift(this.point, place);
    if (this.point.chance.oneIn(12)) await place.pc.revive();
  }

  private async begin(place: Place, day: string): Promise<void> {
    const { point } = this;
    const { till, pc } = place;
    if (pc.day < day) {
      await press(point, place, { command: openDay, prepare: () => ({ day }) }, false);
      till.day = day;
    }
  }

  private async evening(place: Place, n: number, day: string): Promise<void> {
    const { chance } = this.point;
    if (chance.oneIn(8)) return;
    await handOver(this.point, place);
    if (chance.oneIn(6)) return;
    await closeDays(this.point, place);
    this.freeze(place);
    if (chance.oneIn(3)) await remit(this.point, place);
    this.spread(n);
    if (chance.oneIn(2)) return;
    const heard = this.exchange.of(place.pc.number);
    await reportPoint(this.point, place, dayAfter(day, -chance.below(4)), heard);
    this.spread(n);
  }

  /** News between two PCs, now and then. */
  private spread(n: number): void {
    const { chance, places } = this.point;
    const [from, to] = this.plan.silent;
    if (!chance.oneIn(3)) return;
    const one = chance.pick(places);
    const other = chance.pick(places.filter((place) => place !== one));
    const isSilent = n >= from && n < to && [one, other].some(({ pc }) => pc.number === 3);
    if (!isSilent) this.exchange.carry(one.pc, other.pc, false);
  }

  /** After it everything is told again: whoever was restored may have heard less than was sent. */
  private async restore(place: Place): Promise<void> {
    await restoreSome(this.point, place);
    this.exchange.sendAnew(place.pc);
  }

  /** From now on the sheets of this PC say what they say. */
  private freeze({ pc }: Place): void {
    for (const [id, closed] of closingsIn(pc)) if (!this.frozen.has(id)) this.frozen.set(id, closed);
  }

  private look(): void {
    for (const { pc } of this.point.places)
      for (const [id, closed] of closingsIn(pc))
        this.point.same(`closed sheet ${id}`, closed, this.frozen.get(id));
  }

  /** Everybody closes, everybody hears everything. */
  private async end(day: string): Promise<void> {
    const { point } = this;
    for (const place of point.places) {
      await this.morning(place, day);
      await handOver(point, place);
      await closeDays(point, place);
      this.freeze(place);
    }
    for (const from of point.places)
      for (const to of point.places) if (from !== to) this.exchange.carry(from.pc, to.pc, true);
    this.look();
    compareTables(point);
    compareReturns(point);
    for (const place of point.places) {
      compareReceipts(point, place);
      this.compareDeeds(place);
      point.same('half a state', await halfState(place.pc.seat()), null);
    }
  }

  /** An acknowledged deed is there once, and nothing else is. */
  private compareDeeds({ pc }: Place): void {
    const made = pc.city.db
      .prepare('SELECT CAST(bytes AS TEXT) FROM event ORDER BY id')
      .pluck()
      .all()
      .map((bytes) => JSON.parse(String(bytes)).type as string);
    for (const type of [
      'sale.made',
      'sale.reversed',
      'shift.closed',
      'day.closed',
      'money.remitted',
      'receipt.written',
      'goods.returned',
      'refund.decided',
      'refund.paid',
      'return.settled',
    ])
      this.point.same(type, made.filter((one) => one === type).length, this.deeds[type] ?? 0);
  }
}

/** Runs one seed's quarter to its end or to its first divergence. */
export async function runQuarter(plan: QuarterPlan): Promise<QuarterOutcome> {
  return new Quarter(plan, await pcsOf(3, plan.root, plan.seed)).run();
}
