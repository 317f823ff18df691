import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { openDay } from '../../electron/engine/commands/open-day.ts';
import { Refusal } from '../../electron/engine/problem.ts';
import type { FaultPoint } from '../../electron/engine/world.ts';
import { countEvents, dumpTables } from '../engine/tables.ts';
import { type Chance, chanceOf } from './chance.ts';
import type { Bug } from './city/bugs.ts';
import { checkCity } from './city/check.ts';
import { nextPlan, type Plan, planOf, type Shelf } from './city/counter-day.ts';
import { foundSimulated } from './city/found.ts';
import type { Deed, SetFigures } from './city/ledger.ts';
import { Network } from './city/network.ts';
import type { CityPc } from './city/pc.ts';
import { ServerBox } from './city/server-box.ts';
import { DAY, VirtualTime } from './city/time.ts';
import { Killed } from './counter.ts';
import { dayAfter } from './quarter/closing.ts';

export interface CityPlan {
  readonly seed: number;
  readonly root: string;
  readonly points: number;
  /** At each point. */
  readonly pcs: number;
  readonly days: number;
  readonly bug?: Bug;
}

/** The city of the notice, six weeks long. */
export const CITY: Pick<CityPlan, 'points' | 'pcs' | 'days'> = { points: 5, pcs: 2, days: 42 };

export interface CityOutcome {
  readonly events: number;
  readonly sales: SetFigures;
  readonly faults: Readonly<Record<string, number>>;
  readonly deeds: Readonly<Record<string, number>>;
  readonly divergences: readonly string[];
  readonly trace: string;
}

/** Where a counter may die while somebody presses a form. */
const POINTS: readonly FaultPoint[] = [
  ...(['command.begun', 'event.appended', 'tables.folded', 'command.committed'] as const),
];
const SLICES: readonly FaultPoint[] = ['slice.folded', 'slice.committed'];
/** Rounds in which everybody syncs after all faults have ended. */
const MOST_ROUNDS = 12;

class Divergence extends Error {}

/** Weeks of a whole city on a line that does everything a line can do. */
class City {
  private readonly plan: CityPlan;
  private readonly chance: Chance;
  private readonly pcs: readonly CityPc[];
  private readonly shelves: ReadonlyMap<CityPc, Shelf>;
  private readonly server: ServerBox;
  private readonly time: VirtualTime;
  private readonly network: Network;
  private readonly deeds: Deed[] = [];
  private readonly faults: Record<string, number> = {};
  private readonly hash = createHash('sha256');
  private cards = 0;

  constructor(plan: CityPlan, pcs: readonly CityPc[], server: ServerBox, time: VirtualTime) {
    this.plan = plan;
    this.chance = chanceOf(`city/${plan.seed}`);
    this.pcs = pcs;
    this.shelves = new Map(pcs.map((pc) => [pc, { cards: new Set<number>(), sold: [] }]));
    this.server = server;
    this.time = time;
    for (const pc of pcs) this.spoil(pc);
    const { chance } = this;
    this.network = new Network({
      ...{ pcs, server, time, chance },
      note: (kind) => this.note(kind),
      trace: (words) => this.trace(words),
      died: (pc, image) => this.revive(pc, image),
    });
  }

  async run(): Promise<CityOutcome> {
    const divergences = [
      ...(await this.saying(() => this.live())),
      // Also after a divergence, so that the figures tell of the city and not of the moment.
      ...(await this.saying(() => this.heal())),
    ];
    const { pcs, faults, hash } = this;
    const found = await checkCity(pcs, this.server.store, this.deeds);
    const { lost, unexpected } = found.sales;
    if (lost + unexpected > 0) divergences.push(`${lost} sales lost, ${unexpected} unexpected`);
    for (const { city } of pcs) hash.update(dumpTables(city.db));
    const kinds = Map.groupBy(this.deeds, ({ kind }) => kind);
    return {
      events: pcs.reduce((sum, { city }) => sum + countEvents(city.db), 0),
      ...{ sales: found.sales, faults },
      deeds: Object.fromEntries([...kinds].map(([kind, done]) => [kind, done.length])),
      divergences: [...divergences, ...found.divergences],
      trace: hash.digest('hex'),
    };
  }

  /** out: what went against the model, in words. */
  private async saying(run: () => Promise<void>): Promise<string[]> {
    try {
      await run();
      return [];
    } catch (error) {
      if (error instanceof Divergence) return [error.message];
      if (error instanceof Refusal) return [`${error.problem.code} ${error.problem.happened}`];
      throw error;
    }
  }

  private async live(): Promise<void> {
    for (let day = 0; day < this.plan.days; day++) await this.liveDay(day);
  }

  async close(): Promise<void> {
    for (const { city } of this.pcs) city.close();
    await this.server.close();
  }

  private note(kind: string): void {
    this.faults[kind] = (this.faults[kind] ?? 0) + 1;
    this.trace(`!${kind}`);
  }

  private trace(words: string): void {
    this.hash.update(`${this.time.now} ${words}\n`);
  }

  private async liveDay(day: number): Promise<void> {
    const { chance, pcs, time } = this;
    time.morningOf(day);
    for (const pc of pcs) {
      if (pc.offlineUntil <= time.now && chance.oneIn(8)) {
        pc.offlineUntil = time.now + DAY * (1 + chance.below(20));
        this.note(pc.offlineUntil - time.now > 7 * DAY ? 'weeks offline' : 'days offline');
      }
      if (pc.day !== this.dateOf(day)) await this.press(pc, this.openingOf(day));
    }
    if (chance.oneIn(6)) {
      this.network.downUntil = time.now + 60_000 * (1 + chance.below(30));
      this.note('server down');
    }
    for (let step = 0; step < 5 * pcs.length; step++) await this.step();
  }

  private dateOf(day: number): string {
    return dayAfter('2014-05-20', day);
  }

  private openingOf(day: number): Plan {
    const nothing = () => {};
    return planOf(
      { command: openDay, input: { day: this.dateOf(day) } },
      { kind: 'day.opened', cards: [], begun: nothing, done: nothing },
    );
  }

  private async step(): Promise<void> {
    const { chance } = this;
    const pc = chance.pick(this.pcs);
    if (chance.oneIn(12)) await this.befall(pc);
    else {
      const shelf = this.shelves.get(pc);
      if (shelf === undefined) throw new Error('a PC without a shelf');
      await this.press(
        pc,
        nextPlan(chance, pc, shelf, () => ++this.cards),
      );
    }
    await this.network.pass(1_000 * (1 + chance.below(25)));
  }

  private async befall(pc: CityPc): Promise<void> {
    const kind = this.chance.pick([
      ...(['counter killed', 'counter killed', 'counter restarted', 'slice', 'slice'] as const),
      ...(['server restarted', 'server killed', 'clock jumped', 'disk full', 'disk full'] as const),
    ]);
    if (kind === 'slice') return pc.dieAt(this.chance.pick(SLICES));
    this.note(kind);
    if (kind === 'counter killed') await this.revive(pc);
    else if (kind === 'counter restarted') await pc.restart();
    else if (kind === 'clock jumped') this.jump(pc);
    else if (kind === 'disk full') pc.fill(this.chance.below(4));
    else if (kind === 'server restarted') await this.server.restart();
    else await this.server.crash();
  }

  /** To another year, or back to where everybody's is. */
  private jump({ name }: CityPc): void {
    const { offsets } = this.time;
    const isOff = (offsets.get(name) ?? 0) !== 0;
    offsets.set(name, isOff ? 0 : 365 * DAY * (this.chance.below(11) - 5));
  }

  /** Presses a form; where the counter dies, whoever stands there presses again after the restart, or goes away. */
  private async press(pc: CityPc, plan: Plan): Promise<void> {
    const { chance, deeds } = this;
    const deed: Deed = {
      ...{ request: `deed-${pc.name}-${deeds.length}`, kind: plan.kind, point: pc.point },
      ...{ pc: pc.name, cards: plan.cards },
      acknowledged: false,
    };
    deeds.push(deed);
    plan.begun();
    const before = this.plan.bug === 'a counter answers before it is durable' ? pc.image() : null;
    const dies = chance.oneIn(14) ? chance.pick(POINTS) : null;
    try {
      this.acknowledge(pc, deed, plan, dies);
    } catch (error) {
      await this.goOn(pc, error, dies);
      if (plan.kind === 'day.opened' || !chance.oneIn(4)) this.acknowledge(pc, deed, plan, null, true);
    }
    if (before !== null && chance.oneIn(10)) await this.revive(pc, before);
  }

  /** The counter died or its disk was full; everything else is a mistake. */
  private async goOn(pc: CityPc, error: unknown, dies: FaultPoint | null): Promise<void> {
    if (error instanceof Killed) {
      this.note(`killed at ${dies}`);
      await this.revive(pc, error.folder);
    } else if (error instanceof Refusal && error.problem.code === 'DISK_FULL') {
      this.note('disk full at a form');
      pc.makeRoom();
    } else throw error;
  }

  private acknowledge(pc: CityPc, deed: Deed, plan: Plan, dies: FaultPoint | null, again = false): void {
    const anew = again && this.plan.bug === 'a repeated form is carried out anew';
    const request = anew ? `${deed.request}-again` : deed.request;
    const made = plan.press(pc, { request, dies });
    deed.acknowledged = true;
    this.trace(`${deed.request} ${deed.kind} ${made.hash}`);
    plan.done(made.envelope.payload as Readonly<Record<string, unknown>>);
  }

  private async revive(pc: CityPc, image?: string): Promise<void> {
    await pc.revive(image);
    this.spoil(pc);
    if (this.plan.bug === 'a cursor runs ahead of what is committed')
      pc.city.db.exec('UPDATE sync_cursor SET after = after + 1');
  }

  /** Temporary, so to be put in at each start. */
  private spoil({ city }: CityPc): void {
    if (this.plan.bug === 'tables depend on the order of arrival')
      city.db.exec(`CREATE TEMP TRIGGER spoiled BEFORE INSERT ON sale
        WHEN (SELECT count(*) FROM main.sale) = 20 BEGIN SELECT RAISE(IGNORE); END`);
  }

  /** The faults are over: everybody syncs until nothing waits and nobody hears anything new. */
  private async heal(): Promise<void> {
    const { pcs, network } = this;
    await network.calm();
    for (const pc of pcs) {
      pc.offlineUntil = 0;
      await pc.restart();
    }
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const before = pcs.map(({ city }) => countEvents(city.db)).join();
      for (const pc of pcs) await network.sync(pc);
      const rests = pcs.every(({ sync }) => sync.status().waiting === 0 && sync.status().trouble === null);
      if (rests && before === pcs.map(({ city }) => countEvents(city.db)).join()) return;
    }
    const left = pcs.map(({ name, sync }) => `${name} ${sync.status().waiting} ${sync.status().trouble}`);
    throw new Divergence(`the city never came to rest: ${left.join(', ')}`);
  }
}

/** The fewest days of a failing plan that still fail: what is left to read of it. Each length is lived from its first day. */
export async function shrinkDays(plan: CityPlan): Promise<CityPlan> {
  for (let days = 1; days < plan.days; days++) {
    const { divergences } = await runCity({ ...plan, days });
    if (divergences.length > 0) return { ...plan, days };
  }
  return plan;
}

/** Lives one seed's weeks, heals the line, and checks. The same seed gives the same trace. */
export async function runCity(plan: CityPlan): Promise<CityOutcome> {
  const root = mkdtempSync(`${plan.root}/city-`);
  const time = new VirtualTime();
  const { keys, pcs } = await foundSimulated({ ...plan, root }, time);
  const city = new City(plan, pcs, new ServerBox(root, keys, time, plan.bug ?? null), time);
  try {
    return await city.run();
  } finally {
    await city.close();
    rmSync(root, { recursive: true });
  }
}
