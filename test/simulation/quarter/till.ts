import { cardText } from '../card-text.ts';
import type { Back } from './given-back.ts';

/** Plain numbers of one PC's money, cards, receipts and papers, kept without asking the engine anything. */

export type Stream = 'cards' | 'books';
export type Kind = 'fiscal' | 'invoice';

export interface Paid {
  readonly stream: Stream;
  readonly method: 'cash' | 'transfer' | 'cheque';
  readonly fen: number;
}

export interface Sold {
  readonly id: string;
  /** The number on its slip. */
  readonly document: string;
  readonly day: string;
  readonly cards: readonly number[];
  readonly copies: number;
  readonly paid: readonly Paid[];
  /** By stream, of what was sold: the receipt's number, null while none was written. */
  readonly receipts: Map<Stream, number | null>;
  readonly backs: Back[];
  reversed: boolean;
}

/** Goods and money that changed hands: all of a sale, or the part of it that came back. */
interface Deal {
  readonly day: string;
  readonly kind: 'sale' | 'reversal' | 'return';
  readonly sold: Sold;
  readonly cards: readonly number[];
  readonly copies: number;
  /** Over this drawer or this PC's bank: what finance pays is none of it. */
  readonly paid: readonly Paid[];
}

interface Move {
  readonly day: string;
  readonly way: 'received' | 'accepted' | 'dispatched';
  readonly cards: number;
}

interface Spent {
  readonly number: number;
  readonly day: string;
}

class Register {
  issued = 0;
  used: Spent[] = [];
  voided: Spent[] = [];

  next(): number | null {
    const gone = new Set([...this.used, ...this.voided].map(({ number }) => number));
    for (let number = 1; number <= this.issued; number++) if (!gone.has(number)) return number;
    return null;
  }
}

/** What a closed day says, in words that are easily compared. */
export interface Sheet {
  readonly day: string;
  readonly document: string;
  readonly counts: readonly number[];
  readonly money: readonly string[];
  readonly sold: readonly string[];
  readonly back: readonly string[];
  readonly receipts: readonly string[];
  readonly papers: readonly (string | null)[];
  /** Opening, received, accepted, dispatched, closing, out by the shelves, out by the sales. */
  readonly balance: readonly number[];
  readonly shifts: readonly string[];
  readonly unbanked: number;
  readonly strange: number;
}

export class Till {
  readonly pc: number;
  day: string;
  /** How often this PC was restored: its papers have numbers of their own since. */
  life = 0;
  serial = 0;
  copies = 0;
  /** Cash that lies in the drawer. */
  drawer = 0;
  shift: { readonly float: number; readonly from: number } | null = null;
  /** Deals before the last hand-over. */
  handedOver = 0;
  readonly shelf = new Set<number>();
  readonly deals: Deal[] = [];
  readonly moves: Move[] = [];
  readonly registers: Readonly<Record<Kind, Register>> = { fiscal: new Register(), invoice: new Register() };
  readonly closed = new Map<string, Sheet>();
  readonly remitted = new Set<string>();
  private readonly shelfAt = new Map<string, number>();
  private readonly papers = new Map<string, { readonly first: string; last: string }>();
  private readonly busy = new Set<string>();
  private readonly shifts: { readonly day: string; readonly said: string }[] = [];

  constructor(pc: number, day: string) {
    this.pc = pc;
    this.day = day;
  }

  /** The number of the paper that would come next. */
  paper(ahead = 1, day = this.day): string {
    return `QZ${this.pc}${'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[this.life]}-${day.replaceAll('-', '')}-${String(this.serial + ahead).padStart(5, '0')}`;
  }

  /** A paper was written; `busy`: one that makes the day one to be closed. */
  wrote(busy: boolean): void {
    const paper = this.paper();
    const known = this.papers.get(this.day);
    if (known === undefined) this.papers.set(this.day, { first: paper, last: paper });
    else known.last = paper;
    this.serial++;
    if (busy) this.touch();
  }

  /** Something happened that must stand on the day's sheet. */
  private touch(): void {
    this.busy.add(this.day);
    this.shelfAt.set(this.day, this.shelf.size);
  }

  number(kind: Kind, number: number): string {
    return `${kind === 'fiscal' ? 5 : 7}${this.pc}${String(number).padStart(6, '0')}`;
  }

  sell(sold: Sold): void {
    for (const card of sold.cards) this.shelf.delete(card);
    this.copies -= sold.copies;
    this.deals.push(dealOf('sale', this.day, sold, sold));
    this.drawer += cashIn(sold);
    for (const [stream, number] of sold.receipts) if (number !== null) this.use(stream, number);
    this.wrote(true);
  }

  reverse(sold: Sold): void {
    sold.reversed = true;
    for (const card of sold.cards) this.shelf.add(card);
    this.copies += sold.copies;
    this.deals.push(dealOf('reversal', this.day, sold, sold));
    this.drawer -= cashIn(sold);
    for (const [stream, number] of sold.receipts) if (number !== null) this.spoil(kindOf(stream), number);
    this.wrote(true);
  }

  /** 客户退卡: cards cross this till on their way to the 待核 shelf; the drawer pays on the sale's own day alone. */
  bringBack({ sold, ...given }: Pick<Back, 'id' | 'sold' | 'cards' | 'copies' | 'paid'>): void {
    const { cards, copies, paid } = given;
    const pays = sold.day === this.day ? ('drawer' as const) : ('finance' as const);
    const refund = pays === 'drawer' ? ('none' as const) : ('requested' as const);
    const state = { pays, refund, waiting: cards, voided: 0, givenBack: false };
    sold.backs.push({ sold, day: this.day, ...given, ...state });
    this.deals.push(dealOf('return', this.day, sold, { cards, copies, paid: pays === 'drawer' ? paid : [] }));
    this.moves.push({ day: this.day, way: 'dispatched', cards: cards.length });
    this.copies += copies;
    if (pays === 'drawer') this.drawer -= cashIn({ paid });
    this.collect(sold, given);
    this.wrote(true);
  }

  /** Goods of a stream moved: the receipt for it says a wrong sum, so it is 作废 and another one is due. */
  private collect(sold: Sold, { cards, copies }: Pick<Back, 'cards' | 'copies'>): void {
    for (const [stream, number] of sold.receipts) {
      if (number === null || (stream === 'cards' ? cards.length : copies) === 0) continue;
      this.spoil(kindOf(stream), number);
      sold.receipts.set(stream, null);
    }
  }

  get backs(): readonly Back[] {
    return this.deals.flatMap(({ kind, sold }) => (kind === 'sale' ? sold.backs : []));
  }

  /** 待核处理 of all cards of a return, or of some. */
  settle(back: Back, outcome: 'restocked' | 'voided' | 'givenBack', cards: readonly number[]): void {
    back.waiting = back.waiting.filter((card) => !cards.includes(card));
    if (outcome === 'voided') back.voided += cards.length;
    if (outcome === 'givenBack') {
      back.givenBack = true;
      this.copies -= back.copies;
      this.collect(back.sold, back);
    }
    if (outcome !== 'restocked') return;
    for (const card of cards) this.shelf.add(card);
    this.moves.push({ day: this.day, way: 'accepted', cards: cards.length });
    this.touch();
  }

  /** This PC goes on from a copy: nothing is lost, and its papers begin anew under the next letter. */
  beginLife(): void {
    this.life++;
    this.serial = 0;
  }

  /** 补开 of a receipt. */
  write(sold: Sold, stream: Stream, number: number): void {
    sold.receipts.set(stream, number);
    this.use(stream, number);
  }

  spoil(kind: Kind, number: number): void {
    this.registers[kind].voided.push({ number, day: this.day });
    this.touch();
  }

  private use(stream: Stream, number: number): void {
    this.registers[kindOf(stream)].used.push({ number, day: this.day });
    this.touch();
  }

  receive(cards: readonly number[]): void {
    this.come('received', cards);
  }

  come(way: 'received' | 'accepted', cards: readonly number[]): void {
    for (const card of cards) this.shelf.add(card);
    this.moves.push({ day: this.day, way, cards: cards.length });
    this.wrote(true);
  }

  send(cards: readonly number[], copies: number): void {
    for (const card of cards) this.shelf.delete(card);
    this.copies -= copies;
    this.moves.push({ day: this.day, way: 'dispatched', cards: cards.length });
    this.wrote(true);
  }

  openShift(float: number): void {
    this.shift = { float, from: this.deals.length };
  }

  /** Float and cash in less cash out, as the hand-over must say it. */
  expected(): number {
    const { float, from } = this.shift ?? { float: 0, from: this.handedOver };
    return this.deals.slice(from).reduce((sum, deal) => sum + signOf(deal) * cashIn(deal), float);
  }

  /** What the hand-over must say of goods and money: all since the float was counted, or since the last one. */
  takings(): Pick<Sheet, 'counts' | 'money' | 'sold' | 'back'> {
    return takingsOf(this.deals.slice(this.shift?.from ?? this.handedOver));
  }

  undealt(): number {
    return this.deals.length - this.handedOver;
  }

  handOver(counted: number, left: number): void {
    this.shifts.push({ day: this.day, said: `${this.paper()} ${counted - this.expected()}` });
    this.shift = null;
    this.handedOver = this.deals.length;
    this.drawer = left;
    this.wrote(true);
  }

  unclosed(): string[] {
    const last = [...this.closed.keys()].at(-1) ?? '';
    return [...this.busy].filter((day) => day > last).sort();
  }

  /** The sheet of a day that is closed now. in: the business day that goes on. */
  sheet(day: string, next: string): Sheet {
    const papers = this.papers.get(day);
    const takings = takingsOf(this.deals.filter((deal) => deal.day === day));
    return {
      day,
      document: this.paper(),
      ...takings,
      receipts: (['fiscal', 'invoice'] as const).flatMap((kind) => this.receiptLine(kind, day)),
      papers: [papers?.first ?? null, papers?.last ?? null, this.paper(2, next)],
      balance: this.balance(day, takings.counts[3] ?? 0),
      shifts: this.shifts.filter((one) => one.day === day).map(({ said }) => said),
      unbanked: this.unbanked(),
      strange: 0,
    };
  }

  close(day: string, sheet: Sheet, next: string): void {
    this.closed.set(day, sheet);
    this.wrote(false);
    this.day = next;
  }

  /** Cash and cheques of a closed day. */
  due(day: string, stream: Stream): number {
    return this.deals
      .filter((deal) => deal.day === day)
      .flatMap((deal) => deal.paid.map((paid) => ({ ...paid, sign: signOf(deal) })))
      .filter((paid) => paid.stream === stream && paid.method !== 'transfer')
      .reduce((sum, { fen, sign }) => sum + sign * fen, 0);
  }

  isDue(day: string, stream: Stream): boolean {
    return !this.remitted.has(`${day} ${stream}`) && this.due(day, stream) > 0;
  }

  private unbanked(): number {
    const days = [...this.closed.keys()].slice(-100);
    return days.filter((day) => this.isDue(day, 'cards') || this.isDue(day, 'books')).length;
  }

  private balance(day: string, sold: number): number[] {
    const moved = (way: Move['way']) =>
      this.moves
        .filter((move) => move.day === day && move.way === way)
        .reduce((sum, move) => sum + move.cards, 0);
    const opening = [...this.closed.values()].at(-1)?.balance[4] ?? 0;
    const [received, accepted, dispatched] = [moved('received'), moved('accepted'), moved('dispatched')];
    const closing = this.shelfAt.get(day) ?? 0;
    const all = [
      opening,
      received,
      accepted,
      dispatched,
      closing,
      opening + received + accepted - dispatched - closing,
      sold,
    ];
    return all.every((number) => number === 0) ? [] : all;
  }

  private receiptLine(kind: Kind, day: string): string[] {
    const register = this.registers[kind];
    const voided = register.voided.filter((one) => one.day === day).map(({ number }) => number);
    const used = register.used.filter((one) => one.day === day && !voided.includes(one.number));
    const next = register.next();
    if (next === null && voided.length + used.length === 0) return [];
    const words = (numbers: readonly number[]) => numbers.map((number) => this.number(kind, number));
    const usedRuns = runs(words(used.map(({ number }) => number)));
    const nextWord = next === null ? null : this.number(kind, next);
    return [`${kind} used ${usedRuns} voided ${words(voided).sort()} next ${nextWord}`];
  }
}

export function kindOf(stream: Stream): Kind {
  return stream === 'cards' ? 'fiscal' : 'invoice';
}

function dealOf(
  kind: Deal['kind'],
  day: string,
  sold: Sold,
  { cards, copies, paid }: Pick<Deal, 'cards' | 'copies' | 'paid'>,
): Deal {
  return { kind, day, sold, cards, copies, paid };
}

function signOf({ kind }: Deal): 1 | -1 {
  return kind === 'sale' ? 1 : -1;
}

export function cashIn({ paid }: Pick<Sold, 'paid'>): number {
  return paid.filter(({ method }) => method === 'cash').reduce((sum, { fen }) => sum + fen, 0);
}

function takingsOf(deals: readonly Deal[]) {
  const of = (kind: Deal['kind']) => deals.filter((deal) => deal.kind === kind);
  const [out, back] = [of('sale'), [...of('reversal'), ...of('return')]];
  const cards = count(out, (deal) => deal.cards.length) - count(back, (deal) => deal.cards.length);
  const copies = count(out, (deal) => deal.copies) - count(back, (deal) => deal.copies);
  return {
    counts: [out.length, of('reversal').length, of('return').length, cards, copies],
    money: moneyOf(out, back),
    sold: runs(out.flatMap((deal) => deal.cards).map(cardText)),
    back: runs(back.flatMap((deal) => deal.cards).map(cardText)),
  };
}

function count(deals: readonly Deal[], of: (deal: Deal) => number): number {
  return deals.reduce((sum, deal) => sum + of(deal), 0);
}

function moneyOf(out: readonly Deal[], back: readonly Deal[]): string[] {
  const ways = new Map<string, [number, number]>();
  const add = (deals: readonly Deal[], side: 0 | 1) => {
    for (const { stream, method, fen } of deals.flatMap(({ paid }) => paid)) {
      const way = `${stream} ${method}`;
      const sums = ways.get(way) ?? [0, 0];
      sums[side] += fen;
      ways.set(way, sums);
    }
  };
  add(out, 0);
  add(back, 1);
  return [...ways].map(([way, [came, went]]) => `${way} ${came} ${went}`).sort();
}

/** `first-last` of numbers that follow each other, each number once. */
export function runs(numbers: readonly string[]): string[] {
  const sorted = [...new Set(numbers)].sort();
  const isNext = (one: string | undefined, other: string) =>
    one !== undefined && Number(one.slice(-9)) + 1 === Number(other.slice(-9));
  const starts = sorted.flatMap((number, index) => (isNext(sorted[index - 1], number) ? [] : [index]));
  return starts.map((start, index) => `${sorted[start]}-${sorted[(starts[index + 1] ?? sorted.length) - 1]}`);
}
