/**
 * What a counter should answer, told naively: plain lists, plain numbers, no journal, no folds. It shares nothing with
 * the engine, not even its types, so that one mistake can't be made in both.
 */

export type Deed =
  | { readonly kind: 'takeIn'; readonly course: string; readonly first: number; readonly count: number }
  | {
      readonly kind: 'sell';
      readonly course: string;
      readonly first: number;
      readonly count: number;
      readonly buyer:
        | { readonly person: string }
        | { readonly employer: string }
        | { readonly known: string };
      readonly transfer: boolean;
      readonly reference: string;
    }
  | { readonly kind: 'print'; readonly sale: string }
  | { readonly kind: 'day'; readonly day: string };

export interface Sold {
  readonly request: string;
  readonly document: string;
  readonly day: string;
  readonly buyer: string;
  readonly cards: readonly number[];
  prints: number;
}

export interface Answer {
  readonly code: string;
  readonly document: string;
}

const COURSES: { readonly [course: string]: { readonly from: string; readonly to: string } } = {
  '2014-xxaq': { from: '2014-05-05', to: '2014-10-31' },
  '2013-dtjj': { from: '2013-01-01', to: '2013-12-31' },
};

export class Model {
  day: string;
  life = 'A';
  serial: number;
  /** Restores that were noticed and that nobody has settled; the copy put back knows only those of its own past. */
  restores = 0;
  readonly cards = new Map<number, { course: string; sold: boolean }>();
  readonly employers = new Set<string>();
  sales: Sold[] = [];
  /** What each request was answered with, and what was asked. */
  readonly answered = new Map<string, { deed: string; document: string }>();

  constructor(day: string, serial: number) {
    this.day = day;
    this.serial = serial;
  }

  copy(): Model {
    const copy = new Model(this.day, this.serial);
    copy.life = this.life;
    copy.restores = this.restores;
    for (const [card, state] of this.cards) copy.cards.set(card, { ...state });
    for (const employer of this.employers) copy.employers.add(employer);
    copy.sales = this.sales.map((sale) => ({ ...sale }));
    for (const [request, answer] of this.answered) copy.answered.set(request, answer);
    return copy;
  }

  /** What the engine should say; changes nothing. */
  expect(deed: Deed, request: string): Answer {
    const earlier = this.answered.get(request);
    if (earlier !== undefined) {
      const same = earlier.deed === JSON.stringify(deed);
      return { code: same ? 'done' : 'REQUEST_REUSED', document: same ? earlier.document : '' };
    }
    const code = this.refusal(deed);
    if (code !== '') return { code, document: '' };
    return { code: 'done', document: this.documentFor(deed) };
  }

  /** The deed was done. */
  apply(deed: Deed, request: string): void {
    if (this.answered.has(request)) return;
    const document = this.documentFor(deed);
    this.answered.set(request, { deed: JSON.stringify(deed), document });
    if (deed.kind === 'takeIn') {
      this.serial++;
      for (const card of run(deed)) this.cards.set(card, { course: deed.course, sold: false });
    } else if (deed.kind === 'sell') this.sell(deed, request, document);
    else if (deed.kind === 'day') this.day = deed.day;
    else for (const sale of this.sales) if (sale.document === deed.sale) sale.prints++;
  }

  private sell(deed: Deed & { kind: 'sell' }, request: string, document: string): void {
    this.serial++;
    const cards = run(deed);
    for (const card of cards) this.cards.set(card, { course: deed.course, sold: true });
    const { buyer } = deed;
    let name = 'person' in buyer ? `个人（${buyer.person}）` : '';
    if ('known' in buyer) name = buyer.known;
    if ('employer' in buyer) name = buyer.employer.replaceAll(' ', '');
    if (!('person' in buyer)) this.employers.add(name);
    this.sales.push({ request, document, day: this.day, buyer: name, cards, prints: 0 });
  }

  private documentFor(deed: Deed): string {
    if (deed.kind === 'print') return deed.sale;
    if (deed.kind === 'day') return '';
    return `QZ1${this.life}-${this.day.replaceAll('-', '')}-${String(this.serial + 1).padStart(5, '0')}`;
  }

  private refusal(deed: Deed): string {
    switch (deed.kind) {
      case 'takeIn':
        if (deed.count > 10_000) return 'TOO_MANY';
        if (!(deed.course in COURSES)) return 'COURSE';
        return run(deed).some((card) => this.cards.has(card)) ? 'KNOWN' : '';
      case 'sell':
        return this.refusalToSell(deed);
      case 'print':
        return this.sales.some((sale) => sale.document === deed.sale) ? '' : 'SALE';
      case 'day':
        return deed.day < this.day ? 'DAY' : '';
    }
  }

  private refusalToSell(deed: Deed & { kind: 'sell' }): string {
    const course = COURSES[deed.course];
    if (course === undefined) return 'COURSE';
    if (this.day < course.from || this.day > course.to) return 'CLOSED';
    const free = run(deed).every((card) => {
      const state = this.cards.get(card);
      return state !== undefined && !state.sold && state.course === deed.course;
    });
    if (!free) return 'CARD';
    if (deed.transfer && deed.reference === '') return 'REFERENCE';
    if ('known' in deed.buyer && !this.employers.has(deed.buyer.known)) return 'EMPLOYER';
    return '';
  }
}

function run({ first, count }: { readonly first: number; readonly count: number }): number[] {
  return Array.from({ length: count }, (_, index) => first + index);
}
