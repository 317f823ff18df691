import { type CardNumber, cardAt } from '../../contract/domain/card-number.ts';
import { rangeCount } from '../../contract/domain/card-range.ts';
import type { EventType, Payload } from '../../contract/events/catalogue.ts';
import type { EntityRef } from '../../contract/events/envelope.ts';
import { headPositions } from '../../electron/engine/journal/heads.ts';
import type { Draft } from '../../electron/engine/journal/make-event.ts';
import type { Device } from './devices.ts';
import type { Step } from './histories.ts';

/** Three series; the second passes 10^18, where a card's tail leaves 64 bits. */
const series = ['0098', '0999999999999999996', 'B03'] as const;

export function rangeFrom({ card, length }: Step): { first: CardNumber; last: CardNumber } {
  const start = series[card % 3] as CardNumber;
  const at = (offset: number) => {
    const found = cardAt(start, BigInt(offset));
    if (!found.ok) throw new Error('the series is too short for this test');
    return found.value;
  };
  const offset = Math.floor(card / 3);
  return { first: at(offset), last: at(offset + length - 1) };
}

export const entityId = (id: number) => `A-aaaaaaaaaaaa.${id + 1}`;
const documentId = (id: number) => `QZ1A-20140520-0000${id + 1}`;
const TEXTBOOK = '2014-xxaq-book';
const courseIds = ['2014-xxaq', '2013-dtjj'] as const;

export function draftOf(step: Step, device: Device): Draft<EventType> {
  const { first, last } = rangeFrom(step);
  // Named whole and again in part: it happened once all the same.
  const half = rangeFrom({ ...step, length: Math.ceil(step.length / 2) });
  const cards: EntityRef[] = [
    { kind: 'card', first, last },
    { kind: 'card', ...half },
  ];
  return { type: step.does as EventType, ...facts(step, device, { first, last }, cards) };
}

export function employerDraft({ id, card }: Step): Draft<'employer.registered'> {
  const employer = entityId(id);
  return {
    type: 'employer.registered',
    payload: { employer, name: `钦州市第${card}中学`, area: '市直' },
    personal: { contact: '张三', phone: `1990000${card}` },
    entities: [{ kind: 'employer', id: employer }],
  };
}

type Facts = {
  readonly payload: Payload<EventType>;
  readonly entities: readonly EntityRef[];
};

function facts(
  step: Step,
  device: Device,
  run: { first: CardNumber; last: CardNumber },
  cards: EntityRef[],
): Facts {
  const id = entityId(step.id);
  const document = documentId(step.id);
  const course = courseIds[step.id % 2] ?? courseIds[0];
  const till = `till:${device.journal.identity.device}`;
  const paper: EntityRef = { kind: 'document', id: document };
  const ranges = [run];
  const count = rangeCount(run);
  switch (step.does) {
    case 'cards.received':
      return {
        payload: { receipt: id, document, course, note: `note ${step.id}`, holder: till, ranges, count },
        entities: [{ kind: 'card-receipt', id }, paper, ...cards],
      };
    case 'cards.dispatched':
      return {
        payload: { transfer: id, document, course, from: till, destination: 'point:LS', receipt: id, ranges },
        entities: [{ kind: 'transfer', id }, paper, ...cards],
      };
    case 'cards.accepted':
      return {
        payload: { transfer: id, document, holder: till, ranges, short: [] },
        entities: [{ kind: 'transfer', id }, paper, ...cards],
      };
    case 'cards.writtenOff':
      return {
        payload: { document, ranges, reason: '损坏', heads: seen(step, device) },
        entities: [paper, ...cards],
      };
    case 'sale.made':
      return {
        payload: saleFacts(id, document, till, course, run, count),
        entities: [{ kind: 'sale', id }, paper, { kind: 'book-out', id: `${id}/${TEXTBOOK}` }, ...cards],
      };
    case 'sale.reversed':
      return {
        payload: reversalFacts(id, document, till, step),
        entities: [{ kind: 'sale', id }, paper, { kind: 'book-in', id: `${id}/${TEXTBOOK}` }, ...cards],
      };
    default:
      return settingFacts(step, device, id, document);
  }
}

function settingFacts(step: Step, { journal }: Device, id: string, document: string): Facts {
  const { device } = journal.identity;
  switch (step.does) {
    case 'slip.printed':
      return { payload: { document }, entities: [{ kind: 'document', id: document }] };
    case 'course.published':
      return { payload: coursePayload(step), entities: [{ kind: 'course', id: '2014-xxaq' }] };
    case 'person.registered':
      return {
        payload: { person: 'sk01', name: `韦${step.card}`, roles: ['counter'], point: 'QZ' },
        entities: [{ kind: 'person', id: 'sk01' }],
      };
    case 'textbooks.dispatched':
    case 'textbooks.accepted':
      return bookTransferFacts(step, `till:${device}`, id, document);
    case 'account.opened':
    case 'account.changed':
    case 'account.closed':
    case 'account.reopened':
      return accountFacts(step);
    case 'posting.recorded':
      return {
        payload: { documents: [document], slip: `PT${step.card}`, ground: null },
        entities: [{ kind: 'document', id: document }],
      };
    case 'posting.withdrawn':
      return { payload: { document, reason: '点错' }, entities: [{ kind: 'document', id: document }] };
    case 'textbooks.received':
      return {
        payload: {
          receipt: id,
          document,
          textbook: TEXTBOOK,
          note: '',
          holder: `till:${device}`,
          quantity: step.length,
        },
        entities: [
          { kind: 'book-receipt', id },
          { kind: 'book-in', id: `${id}/${TEXTBOOK}` },
          { kind: 'document', id: document },
        ],
      };
    case 'day.opened':
      return {
        payload: { device, day: `2014-05-2${step.id}` },
        entities: [{ kind: 'device', id: String(step.other).repeat(32) }],
      };
    default:
      throw new Error(`no facts for ${step.does}`);
  }
}

function bookTransferFacts(step: Step, holder: string, transfer: string, document: string): Facts {
  const common = { transfer, document, textbook: TEXTBOOK, quantity: step.length };
  const entities: EntityRef[] = [
    { kind: 'transfer', id: transfer },
    { kind: 'document', id: document },
  ];
  if (step.does === 'textbooks.dispatched') {
    const id = `${transfer}/${TEXTBOOK}`;
    const moves: EntityRef[] = [
      { kind: 'book-out', id },
      { kind: 'book-in', id },
    ];
    return {
      payload: { ...common, from: holder, destination: 'store:QZ' },
      entities: [...entities, ...moves],
    };
  }
  const id = `${transfer}/${TEXTBOOK}/${holder}`;
  const moves: EntityRef[] = [
    { kind: 'book-out', id },
    { kind: 'book-in', id },
  ];
  return { payload: { ...common, holder, short: 0 }, entities: [...entities, ...moves] };
}

function accountFacts({ does, id, card }: Step): Facts {
  const person = entityId(id);
  const entities: EntityRef[] = [{ kind: 'person', id: person }];
  const said = { person, name: `覃${card}`, roles: ['counter' as const] };
  if (does === 'account.opened') return { payload: { ...said, point: 'QZ' }, entities };
  if (does === 'account.changed') return { payload: said, entities };
  return { payload: { person, reason: '调离' }, entities };
}

function saleFacts(
  sale: string,
  document: string,
  holder: string,
  course: string,
  run: { first: CardNumber; last: CardNumber },
  count: number,
): Payload<'sale.made'> {
  const cardsFen = 5000 * count;
  return {
    sale,
    document,
    holder,
    buyer: { kind: 'person', area: '市直', outside: null },
    cards: [{ course, ...run, count, fen: 5000, priceEvent: entityId(0) }],
    books: [{ textbook: TEXTBOOK, quantity: count, fen: 1500, priceEvent: entityId(0) }],
    cardsFen,
    booksFen: 1500 * count,
    payments: [{ stream: 'cards', method: 'cash', fen: cardsFen, reference: '', tendered: cardsFen }],
    receipts: [{ stream: 'cards', kind: 'fiscal', number: '000123' }],
    paper: null,
  };
}

function reversalFacts(
  sale: string,
  document: string,
  holder: string,
  { length }: Step,
): Payload<'sale.reversed'> {
  const books = [{ textbook: TEXTBOOK, quantity: length }];
  const sums = { cardsFen: 5000 * length, booksFen: 1500 * length };
  return { sale, document, holder, reason: '卡号录错', remark: '', books, ...sums };
}

function coursePayload({ card }: Step): Payload<'course.published'> {
  return {
    course: '2014-xxaq',
    year: 2014,
    name: `信息技术与信息安全（${card}）`,
    from: '2014-05-05',
    to: '2014-10-31',
    studyHours: 6,
    examHours: 3,
    cardFen: 5000,
    cardApproval: '批准文号',
    textbooks: [],
  };
}

/** What a decision had folded: truly all its PC knew, or nothing, or (a bug somewhere else) one stream too few. */
function seen({ other }: Step, { journal }: Device): Record<string, number> {
  const heads = Object.entries(headPositions(journal.heads()));
  return Object.fromEntries(other === 0 ? heads : other === 1 ? heads.slice(1) : []);
}

/** Every card these histories can name. */
export function cardsOfSeries(): readonly CardNumber[] {
  return Array.from({ length: 24 }, (_, card) => card).flatMap((card) => {
    const { first, last } = rangeFrom({ card, length: 9 } as Step);
    return card < 21 ? [first] : expand(first, last);
  });
}

function expand(first: CardNumber, last: CardNumber): CardNumber[] {
  const cards = [first];
  for (let card = first; card !== last; ) {
    const next = cardAt(card, 1n);
    if (!next.ok) break;
    card = next.value;
    cards.push(card);
  }
  return cards;
}
