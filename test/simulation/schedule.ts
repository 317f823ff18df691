import { createHash } from 'node:crypto';
import { cpSync, rmSync } from 'node:fs';
import type { Seat } from '../../electron/engine/seat.ts';
import type { FaultPoint } from '../../electron/engine/world.ts';
import { countEvents } from '../engine/tables.ts';
import { type Chance, chanceOf } from './chance.ts';
import { compare, type Findings } from './compare.ts';
import { Counter, Killed } from './counter.ts';
import type { Answer, Asked } from './deed.ts';
import { nextDeed, whoDoes } from './deeds.ts';
import { Model } from './model.ts';

export interface Outcome extends Findings {
  readonly seed: number;
  readonly events: number;
  readonly faults: Readonly<Record<string, number>>;
  /** How often each deed was done and refused. */
  readonly answers: Readonly<Record<string, number>>;
  /** Hash of everything that was asked, answered and written, in order. */
  readonly trace: string;
}

export interface Stage {
  readonly root: string;
  readonly template: string;
  /** A deliberate bug, to see the simulation catch it. */
  readonly sabotage?: Sabotage;
}

export interface Sabotage {
  /** Called after every deed that was done. */
  readonly engine?: (seat: Seat) => void;
  readonly model?: (model: Model) => void;
}

const STEPS = 90;
const ILLS = ['restart', 'kill', 'mark'] as const;
const POINTS: readonly FaultPoint[] = [
  'command.begun',
  'event.appended',
  'tables.folded',
  'command.committed',
];

/** One counter's days under one seed, with everything that can befall it. */
class Schedule {
  private readonly chance: Chance;
  private readonly counter: Counter;
  private readonly stage: Stage;
  private model = new Model();
  private backup: { folder: string; model: Model } | null = null;
  private lives = 0;
  private readonly hash = createHash('sha256');
  private readonly faults: Record<string, number> = {};
  private readonly answers: Record<string, number> = {};
  private readonly divergences: string[] = [];
  private lastAsked: Asked | null = null;
  private found: { lost: number; doubled: number } = { lost: 0, doubled: 0 };

  constructor(seed: number, stage: Stage) {
    this.stage = stage;
    this.chance = chanceOf(`schedule/${seed}`);
    this.counter = new Counter(stage.root, stage.template, `world/${seed}`);
  }

  async run(seed: number): Promise<Outcome> {
    try {
      await this.counter.open();
      for (let step = 0; step < STEPS && this.divergences.length === 0; step++) await this.step(step);
      await this.look();
      const { db } = this.counter.seat.city();
      const { faults, answers, divergences, found } = this;
      const trace = this.hash.digest('hex');
      return { seed, events: countEvents(db), faults, answers, divergences, ...found, trace };
    } finally {
      this.counter.remove();
    }
  }

  private async step(step: number): Promise<void> {
    const { chance } = this;
    const dice = chance.below(100);
    if (dice < 8)
      await this.befall(chance.pick(this.backup === null ? ['backup', ...ILLS] : ['restore', ...ILLS]));
    const repeated = this.lastAsked !== null && chance.oneIn(8) ? this.lastAsked : null;
    const deed = repeated !== null && !chance.oneIn(6) ? repeated.deed : nextDeed(chance, this.model);
    const by = repeated !== null && !chance.oneIn(4) ? repeated.by : whoDoes(chance, this.model, deed);
    const asked = { deed, by, request: repeated?.request ?? `request-${step}` };
    this.lastAsked = asked;
    if (dice >= 8 && dice < 20) await this.dieDuring(asked, chance.pick(POINTS));
    else if (dice >= 20 && dice < 26) this.fillDiskDuring(asked);
    else this.ask(asked);
  }

  private note(kind: string): void {
    this.faults[kind] = (this.faults[kind] ?? 0) + 1;
    this.hash.update(`!${kind}\n`);
  }

  /** Asks the engine, holds its answer against the model's, and lets the model follow. */
  private ask(asked: Asked): void {
    const expected = this.model.expect(asked);
    this.settle(asked, expected, this.counter.answer(asked));
  }

  private settle(asked: Asked, expected: Answer, answer: Answer): void {
    const { deed, request, by } = asked;
    const kind = `${deed.kind} ${answer.code === 'done' ? 'done' : 'refused'}`;
    this.answers[kind] = (this.answers[kind] ?? 0) + 1;
    const event = this.counter.seat.city().journal.byRequest(request)?.hash ?? '';
    this.hash.update(JSON.stringify([deed, request, by, answer, event]));
    if (answer.code !== expected.code || answer.document !== expected.document) {
      const words = `${JSON.stringify(deed)} as ${request} by ${by}`;
      this.divergences.push(
        `${words}: the engine answers ${JSON.stringify(answer)}, the model ${JSON.stringify(expected)}`,
      );
    }
    if (answer.code !== 'done') return;
    this.model.apply(asked);
    this.stage.sabotage?.engine?.(this.counter.seat);
    this.stage.sabotage?.model?.(this.model);
  }

  /** The engine dies in the middle; the clerk, not knowing, presses again after the restart. */
  private async dieDuring(asked: Asked, point: FaultPoint): Promise<void> {
    const expected = this.model.expect(asked);
    this.counter.dieAt(point);
    try {
      const answer = this.counter.answer(asked);
      this.counter.world.onReached = () => {};
      this.settle(asked, expected, answer);
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
      this.note(`killed at ${point}`);
      if (point === 'command.committed') this.model.apply(asked);
      await this.counter.revive(error.folder);
      await this.look();
      if (this.divergences.length === 0 && !this.chance.oneIn(4)) this.ask(asked);
    }
  }

  private fillDiskDuring(asked: Asked): void {
    const { db } = this.counter.seat.city();
    const expected = this.model.expect(asked);
    const pages = db.pragma('page_count', { simple: true }) as number;
    db.pragma(`max_page_count=${pages}`);
    const answer = this.counter.answer(asked);
    db.pragma('max_page_count=1000000');
    if (answer.code !== 'DISK_FULL') this.settle(asked, expected, answer);
    else if (expected.code === 'done') this.note('disk full');
    else this.divergences.push(`disk full instead of ${expected.code}`);
  }

  private async befall(kind: string): Promise<void> {
    this.note(kind);
    if (kind === 'mark') this.counter.world.fireTimers();
    else if (kind === 'backup') await this.backUp();
    else if (kind === 'restore') await this.restore();
    else {
      if (kind === 'restart') await this.counter.restart();
      else await this.counter.revive();
      await this.look();
    }
  }

  private async backUp(): Promise<void> {
    await this.counter.restart();
    this.counter.seat.close();
    this.backup = { folder: this.counter.copyOf(this.counter.folder), model: this.model.copy() };
    await this.counter.open();
  }

  /** Somebody puts the older database back; the mark beside it stays. */
  private async restore(): Promise<void> {
    if (this.backup === null) return;
    const before = countEvents(this.counter.seat.city().db);
    const { incarnation } = this.counter.seat.city().journal.identity;
    this.counter.seat.close();
    const database = `${this.counter.folder}/practice/gongxu.db`;
    rmSync(`${database}-wal`, { force: true });
    cpSync(`${this.backup.folder}/practice/gongxu.db`, database);
    await this.counter.open();
    const { db, journal } = this.counter.seat.city();
    this.model = this.backup.model.copy();
    const older = countEvents(db) < before || !this.isPresent();
    // The copy brings the warnings of its own past along; a restore that was noticed adds one to them.
    const noticed = this.counter.restoresNoticed() > this.model.restores;
    if (older !== noticed) this.divergences.push(`an older copy was put back and noticed: ${noticed}`);
    if (!noticed) return;
    this.lives++;
    this.model.restores++;
    this.model.life = String.fromCharCode(65 + this.lives);
    this.model.serial = 0;
    if (journal.identity.incarnation === incarnation)
      this.divergences.push('a restored PC kept its incarnation');
  }

  /** Whether the copy is of the life that is being lived. */
  private isPresent(): boolean {
    return this.backup?.model.life === String.fromCharCode(65 + this.lives);
  }

  private async look(): Promise<void> {
    const { divergences, lost, doubled } = await compare(this.counter.seat, this.model);
    this.divergences.push(...divergences);
    this.found = { lost: this.found.lost + lost, doubled: this.found.doubled + doubled };
  }
}

/** Runs one seed's schedule to its end or to its first divergence. The same seed gives the same trace. */
export function runSchedule(seed: number, stage: Stage): Promise<Outcome> {
  return new Schedule(seed, stage).run(seed);
}
