import type { Answer, Asked, Deed, Paid, Sell } from './deed.ts';
import { refusalOf, refusalOfApprover, run } from './refusals.ts';

/**
 * What a counter should answer, told naively: plain lists, plain numbers, no journal, no folds. It shares nothing with
 * the engine, not even its types, so that one mistake can't be made in both.
 */

export interface Sold {
  readonly request: string;
  readonly document: string;
  readonly day: string;
  readonly by: string;
  readonly buyer: string;
  readonly cards: readonly number[];
  readonly copies: number;
  readonly payments: readonly Paid[];
  reversal: string | null;
}

/** A 出库单 or 冲销单. */
export interface Paper {
  readonly cards: boolean;
  prints: number;
  /** The regional system's number, empty where it takes no books; null while it is not entered there. */
  posted: string | null;
}

interface HeldSale {
  readonly id: string;
  readonly by: string;
  readonly day: string;
  readonly cards: readonly number[];
  released: string;
}

const STAFF = [
  ['sk01', '韦小兰'],
  ['sk02', '黄䶮'],
  ['zg01', '陆主任'],
  ['zg02', '覃副主任'],
  ['da01', '莫𬱟'],
] as const;
/** The practice city comes with an intake of cards and one of books. */
const OPENING = ['QZ1A-20140520-00001', 'QZ1A-20140520-00002'];

/** The practice city's pads: their first numbers as printed, and how many there are. */
const PADS = { cards: { first: '0012301', count: 100 }, books: { first: '00778801', count: 50 } } as const;
type Pad = keyof typeof PADS;

export class Model {
  day = '2014-05-20';
  life = 'A';
  serial = OPENING.length;
  /** Restores that were noticed and that nobody has settled; the copy put back knows only those of its own past. */
  restores = 0;
  /** Copies of the one title in the till. */
  copies = 50;
  intakes = [...OPENING];
  /** How many receipts of each pad are written. */
  receipts = { cards: 0, books: 0 };
  readonly cards = new Map<number, { course: string; sold: boolean }>();
  /** Name -> area. */
  readonly employers = new Map<string, string>();
  /** By code or by the request that opened the account. */
  readonly people = new Map<string, { name: string; closed: boolean }>(
    STAFF.map(([id, name]) => [id, { name, closed: false }]),
  );
  sales: Sold[] = [];
  held: HeldSale[] = [];
  /** In the order they were written. */
  readonly papers = new Map<string, Paper>();
  /** What each request was answered with, and what was asked. */
  readonly answered = new Map<string, { deed: string; document: string }>();

  copy(): Model {
    const { cards, employers, people, papers, answered, ...plain } = this;
    const copy = Object.assign(new Model(), plain);
    copy.intakes = [...this.intakes];
    copy.receipts = { ...this.receipts };
    for (const [card, state] of cards) copy.cards.set(card, { ...state });
    for (const [name, area] of employers) copy.employers.set(name, area);
    for (const [id, person] of people) copy.people.set(id, { ...person });
    for (const [document, paper] of papers) copy.papers.set(document, { ...paper });
    for (const [request, answer] of answered) copy.answered.set(request, answer);
    copy.sales = this.sales.map((sale) => ({ ...sale }));
    copy.held = this.held.map((held) => ({ ...held }));
    return copy;
  }

  /** What the engine should say; changes nothing. */
  expect({ deed, request, by }: Asked): Answer {
    const refused = (code: string) => ({ code, document: '' });
    const person = this.people.get(by);
    if (person === undefined || person.closed) return refused('SIGN_IN');
    if (!deed.kind.endsWith('Account') || by === 'zg01') return this.allowed({ deed, request, by });
    return refused('ROLE');
  }

  private allowed({ deed, request, by }: Asked): Answer {
    const earlier = this.answered.get(request);
    if (isPaperless(deed)) {
      const again = deed.kind === 'hold' && this.held.some(({ id }) => id === request);
      return { code: again ? 'done' : refusalOf(this, deed, by) || 'done', document: '' };
    }
    if (earlier !== undefined) {
      const same = earlier.deed === askedOf(deed);
      return { code: same ? 'done' : 'REQUEST_REUSED', document: same ? earlier.document : '' };
    }
    const unapproved = deed.kind === 'reverse' ? refusalOfApprover(this, deed.approver, by) : '';
    const code = unapproved || refusalOf(this, deed, by);
    return code === '' ? { code: 'done', document: this.documentFor(deed) } : { code, document: '' };
  }

  /** The deed was done. */
  apply({ deed, request, by }: Asked): void {
    if (isPaperless(deed)) {
      this.putAside(deed, request, by);
      return;
    }
    if (this.answered.has(request)) return;
    const document = this.documentFor(deed);
    this.answered.set(request, { deed: askedOf(deed), document });
    this.follow(deed, { deed, request, by }, document);
  }

  private follow(deed: Deed, { request, by }: Asked, document: string): void {
    switch (deed.kind) {
      case 'takeIn':
        for (const card of run(deed)) this.cards.set(card, { course: deed.course, sold: false });
        this.takeIn(document);
        break;
      case 'takeBooks':
        this.copies += deed.quantity;
        this.takeIn(document);
        break;
      case 'sell':
        this.sell(deed, { deed, request, by }, document);
        break;
      case 'reverse':
        this.reverse(deed.sale, document);
        break;
      case 'print': {
        const paper = this.papers.get(document);
        if (paper !== undefined) paper.prints++;
        break;
      }
      case 'post':
        for (const one of deed.documents) this.setPosted(one, deed.slip.replaceAll(' ', ''));
        break;
      case 'unpost':
        this.setPosted(deed.document, null);
        break;
      case 'day':
        this.openDay(deed.day);
        break;
      case 'openAccount':
        this.people.set(request, { name: deed.name, closed: false });
        break;
      case 'closeAccount':
      case 'reopenAccount': {
        const account = this.people.get(deed.account);
        if (account !== undefined) account.closed = deed.kind === 'closeAccount';
      }
    }
  }

  /** The number on the pad's next receipt, or on one so many further. */
  receiptNumber(stream: Pad, further = 0): string {
    const { first } = PADS[stream];
    return String(Number(first) + this.receipts[stream] + further).padStart(first.length, '0');
  }

  /** Counted from the pad's first; null for a number of no receipt in it. */
  placeInPad(stream: Pad, number: string): number | null {
    const { first, count } = PADS[stream];
    const at = /^\d+$/.test(number) && number.length === first.length ? Number(number) - Number(first) : -1;
    return at >= 0 && at < count ? at : null;
  }

  isPutAside(card: number): boolean {
    return this.held.some(({ cards, released }) => released === '' && cards.includes(card));
  }

  isNameTaken(name: string): boolean {
    return [...this.people.values()].some((one) => one.name === name && !one.closed);
  }

  /** Where a buyer belongs; a unit that is known already keeps its area. */
  areaOf(buyer: Sell['buyer']): string {
    if ('person' in buyer) return buyer.person;
    if ('known' in buyer) return this.employers.get(buyer.known) ?? '';
    return this.employers.get(buyer.employer.replaceAll(' ', '')) ?? buyer.area;
  }

  private takeIn(document: string): void {
    this.serial++;
    this.intakes.push(document);
  }

  private sell(deed: Sell, { request, by }: Asked, document: string): void {
    this.serial++;
    const cards = run(deed);
    for (const card of cards) this.cards.set(card, { course: deed.course, sold: true });
    this.copies -= deed.copies;
    for (const { stream, written } of deed.receipts) if (written) this.receipts[stream]++;
    const { buyer, copies, payments } = deed;
    let name = 'person' in buyer ? `个人（${buyer.person}）` : '';
    if ('known' in buyer) name = buyer.known;
    if ('employer' in buyer) name = buyer.employer.replaceAll(' ', '');
    if (!('person' in buyer)) this.employers.set(name, this.areaOf(buyer));
    const sold = { request, document, day: this.day, by, buyer: name, cards, copies, payments };
    this.sales.push({ ...sold, reversal: null });
    this.papers.set(document, { cards: cards.length > 0, prints: 0, posted: null });
  }

  private reverse(document: string, number: string): void {
    const sale = this.sales.find((one) => one.document === document);
    if (sale === undefined) return;
    this.serial++;
    sale.reversal = number;
    this.copies += sale.copies;
    for (const card of sale.cards) {
      const state = this.cards.get(card);
      if (state !== undefined) state.sold = false;
    }
    this.papers.set(number, { cards: sale.cards.length > 0, prints: 0, posted: null });
  }

  private setPosted(document: string, slip: string | null): void {
    const paper = this.papers.get(document);
    if (paper !== undefined) paper.posted = slip;
  }

  private openDay(day: string): void {
    this.day = day;
    for (const held of this.held) if (held.day < day && held.released === '') held.released = day;
  }

  private putAside(deed: Paperless, request: string, by: string): void {
    if (deed.kind !== 'hold') this.held = this.held.filter(({ id }) => id !== deed.held);
    else if (!this.held.some(({ id }) => id === request))
      this.held.push({ id: request, by, day: this.day, cards: run(deed), released: '' });
  }

  private documentFor(deed: Deed): string {
    if (deed.kind === 'print') {
      const sale = this.sales.find((one) => one.document === deed.sale);
      return deed.paper === 'sale' ? deed.sale : (sale?.reversal ?? '');
    }
    if (deed.kind === 'printIntake' || deed.kind === 'unpost') return deed.document;
    if (!['takeIn', 'takeBooks', 'sell', 'reverse'].includes(deed.kind)) return '';
    return `QZ1${this.life}-${this.day.replaceAll('-', '')}-${String(this.serial + 1).padStart(5, '0')}`;
  }
}

type Paperless = Extract<Deed, { kind: 'hold' | 'resume' | 'drop' }>;

/** What is put aside at the counter is no business yet, and is in no journal. */
function isPaperless(deed: Deed): deed is Paperless {
  return deed.kind === 'hold' || deed.kind === 'resume' || deed.kind === 'drop';
}

/** What the form asked for; who approves is asked anew at each try. */
function askedOf(deed: Deed): string {
  return JSON.stringify({ ...deed, approver: undefined });
}
