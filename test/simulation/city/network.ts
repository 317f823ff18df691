import type { Chance } from '../chance.ts';
import type { Request } from './line.ts';
import type { CityPc } from './pc.ts';
import type { ServerBox, Upset } from './server-box.ts';
import type { VirtualTime } from './time.ts';

export interface Around {
  readonly pcs: readonly CityPc[];
  readonly server: ServerBox;
  readonly time: VirtualTime;
  readonly chance: Chance;
  readonly note: (fault: string) => void;
  readonly trace: (words: string) => void;
  /** The engine of that PC died while it took something in; to be started on what its disk held then. */
  readonly died: (pc: CityPc, image: string) => Promise<void>;
}

const UPSETS: readonly Upset[] = ['fails after commit', 'dies before commit', 'dies after commit'];
const LINE_FAULTS = ['dropped', 'cut', 'doubled', 'doubled late', 'delayed', 'upset'] as const;

/** Everything between the counters and their server: it alone decides who goes on, and in which order. */
export class Network {
  /** Virtual time until which nobody reaches the server. */
  downUntil = 0;
  private calmed = false;
  private readonly around: Around;
  /** Requests still on their way whose caller no longer waits. */
  private readonly late: Request[] = [];

  constructor(around: Around) {
    this.around = around;
  }

  /** Lets that much time go by, with all that falls due and all that is under way. in: milliseconds. */
  async pass(milliseconds: number): Promise<void> {
    const { pcs, time } = this.around;
    const until = time.now + milliseconds;
    for (;;) {
      for (const { line } of pcs) this.late.push(...line.late.splice(0));
      if (await this.move()) continue;
      const owner = time.fireNext(Math.min(until, this.nextRelease()));
      const pc = pcs.find(({ name }) => name === owner);
      if (pc !== undefined) await this.settle(pc);
      else if (this.nextRelease() <= until) time.now = Math.max(time.now, this.nextRelease());
      else break;
    }
    time.now = Math.max(time.now, until);
  }

  /** No faults from now on; what was late arrives. */
  async calm(): Promise<void> {
    this.calmed = true;
    this.downUntil = 0;
    for (const { line } of this.around.pcs) line.heldUntil = 0;
    await this.pass(60_000);
  }

  /** One attempt of that PC from beginning to end. */
  async sync(pc: CityPc): Promise<void> {
    let ended = false;
    const attempt = pc.sync.now().finally(() => {
      ended = true;
    });
    await pc.settle();
    while (!ended && pc.line.pending !== null) await this.deliver(pc);
    await attempt;
  }

  /** Delivers one request of those that can be delivered now. out: false when there is none. */
  private async move(): Promise<boolean> {
    const { pcs, time, chance, server, trace } = this.around;
    const ready = pcs.filter(({ line }) => line.pending !== null && line.heldUntil <= time.now);
    const isLate = this.late.length > 0 && (this.calmed || chance.oneIn(ready.length === 0 ? 2 : 4));
    if (isLate && this.isUp()) {
      const [request] = this.late.splice(chance.below(this.late.length), 1);
      if (request !== undefined) await server.deliver(request);
      trace(`late ${request?.procedure}`);
      return true;
    }
    if (ready.length === 0) return false;
    await this.deliver(chance.pick(ready));
    return true;
  }

  private isUp(): boolean {
    return this.downUntil <= this.around.time.now;
  }

  private nextRelease(): number {
    const held = this.around.pcs.filter(({ line }) => line.pending !== null);
    return Math.min(...held.map(({ line }) => line.heldUntil));
  }

  private async deliver(pc: CityPc): Promise<void> {
    const { time, chance, note, trace } = this.around;
    time.now += 20 + chance.below(400);
    const { line } = pc;
    if (!this.isUp() || pc.offlineUntil > time.now) {
      line.take().fail(new TypeError('fetch failed'));
      return this.settle(pc);
    }
    // What was held back once is not held back again.
    const fault = !this.calmed && line.heldUntil === 0 && chance.oneIn(7) ? chance.pick(LINE_FAULTS) : null;
    trace(`${pc.name} ${line.pending?.procedure} ${fault}`);
    if (fault === 'delayed') {
      line.heldUntil = time.now + 1_000 * (1 + chance.below(90));
      return note(fault);
    }
    await this.carry(line.take(), fault);
    await this.settle(pc);
  }

  private async carry(request: Request, fault: Exclude<(typeof LINE_FAULTS)[number], 'delayed'> | null) {
    const { server, chance, note } = this.around;
    const upset = fault === 'upset' ? chance.pick(UPSETS) : null;
    if (fault !== null) note(upset === null ? fault : `server ${upset}`);
    if (fault === 'dropped') return request.fail(new TypeError('fetch failed'));
    const first = await server.deliver(request, upset);
    if (fault === 'cut') return request.fail(new TypeError('terminated'));
    if (fault === 'doubled late') this.late.push(request);
    const delivered = fault === 'doubled' ? await server.deliver(request) : first;
    if ('error' in delivered) request.fail(delivered.error);
    else request.answer(delivered.answer);
  }

  private async settle(pc: CityPc): Promise<void> {
    await pc.settle();
    if (pc.dead === null) return;
    this.around.note('counter killed at a slice');
    await this.around.died(pc, pc.dead);
  }
}
