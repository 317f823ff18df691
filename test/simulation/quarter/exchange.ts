import { receiveBatch } from '../../engine/devices.ts';
import type { Chance } from '../chance.ts';
import type { QuarterPc } from './pc.ts';

interface Carried {
  readonly id: number;
  readonly bytes: Buffer;
  readonly personal: Buffer | null;
}

/** What a PC has heard of the others, as far as the model must know it. */
export class Heard {
  /** `pc/day` of closings, and entity ids of dispatches with how many of their facts came. */
  readonly closings = new Set<string>();
  readonly dispatches = new Map<string, Set<string>>();

  note(bytes: Buffer, pcOf: (device: string) => number): void {
    const { type, payload, request } = JSON.parse(bytes.toString('utf8'));
    if (type === 'day.closed') this.closings.add(`${pcOf(payload.device)}/${payload.day}`);
    if (!type.endsWith('.dispatched')) return;
    const facts = this.dispatches.get(payload.transfer) ?? new Set();
    this.dispatches.set(payload.transfer, facts.add(request));
  }
}

/** Carries news between PCs in any order, in batches, some of it again and again. */
export class Exchange {
  private readonly sent = new Map<string, number>();
  private readonly chance: Chance;
  private readonly pcs: readonly QuarterPc[];
  readonly heard: ReadonlyMap<number, Heard>;

  constructor(pcs: readonly QuarterPc[], chance: Chance) {
    this.pcs = pcs;
    this.chance = chance;
    this.heard = new Map(pcs.map(({ number }) => [number, new Heard()]));
  }

  of(pc: number): Heard {
    const heard = this.heard.get(pc);
    if (heard === undefined) throw new Error('a PC nobody knows');
    return heard;
  }

  /** The next time everything goes to it and comes from it again. */
  sendAnew({ number }: QuarterPc): void {
    for (const way of this.sent.keys()) if (way.split('>').includes(String(number))) this.sent.delete(way);
  }

  /** in: `whole` leaves nothing out. */
  carry(from: QuarterPc, to: QuarterPc, whole: boolean): void {
    const { chance } = this;
    const way = `${from.number}>${to.number}`;
    const news = from.city.db
      .prepare('SELECT id, bytes, personal FROM event WHERE id > ? ORDER BY id')
      .all(this.sent.get(way) ?? 0) as Carried[];
    const all = whole || chance.oneIn(2);
    const chosen = all ? news : news.filter(() => chance.oneIn(2));
    // What was left out makes the rest come again the next time.
    if (all) this.sent.set(way, news.at(-1)?.id ?? this.sent.get(way) ?? 0);
    const mixed = this.shuffled([...chosen, ...chosen.filter(() => chance.oneIn(10))]);
    const cut = chance.below(mixed.length + 1);
    for (const batch of [mixed.slice(0, cut), mixed.slice(cut)]) this.take(to, batch);
  }

  private take(to: QuarterPc, batch: readonly Carried[]): void {
    receiveBatch(
      to.city,
      batch.map(({ bytes, personal }) => ({ bytes, personal })),
    );
    for (const { bytes } of batch) this.of(to.number).note(bytes, (device) => this.pcOf(device));
  }

  private pcOf(device: string): number {
    return this.pcs.find((pc) => pc.device === device)?.number ?? 0;
  }

  private shuffled<T>(list: readonly T[]): T[] {
    return list
      .map((one) => ({ one, at: this.chance.below(1_000_000_000) }))
      .sort((a, b) => a.at - b.at)
      .map(({ one }) => one);
  }
}
