import { describe, expect, it } from 'vitest';
import type { FoldEvent } from '../../contract/domain/event-order.ts';
import { type CardState, cardStatus, foldCard } from '../../contract/domain/folds/card.ts';
import { foldDocument } from '../../contract/domain/folds/document.ts';
import { foldSale } from '../../contract/domain/folds/sale.ts';
import { foldCity, foldDevice } from '../../contract/domain/folds/settings.ts';

function event(type: string, payload: object, changes: Partial<FoldEvent> = {}): FoldEvent {
  return {
    hash: type,
    device: 'd',
    incarnation: 'A-000000000001',
    number: 1,
    stream: 's',
    position: 1,
    lamport: 1,
    businessDay: '2014-05-20',
    at: 0,
    actor: 'sk01',
    approver: null,
    type,
    payload: payload as Record<string, unknown>,
    personal: null,
    heads: null,
    ...changes,
  };
}

const received = event('cards.received', { course: 'c', receipt: 'r1', holder: 'till:1' });
const sold = (sale: string) => event('sale.made', { sale, holder: 'till:1' });
const reversed = (sale: string) => event('sale.reversed', { sale, reason: '卡号录错' });
const dispatched = event('cards.dispatched', { course: 'c', receipt: 'r1', transfer: 't1' });
const accepted = event('cards.accepted', { transfer: 't1', holder: 'till:2' });
const writtenOff = event('cards.writtenOff', {});

function cardAfter(...events: readonly FoldEvent[]): CardState {
  const card = events.reduce<CardState | null>((state, one) => foldCard(state, one, false), null);
  if (card === null) throw new Error('no events');
  return card;
}

describe('one card', () => {
  it.each([
    ['stocked', [received]],
    ['sold', [received, sold('s1')]],
    ['stocked', [received, sold('s1'), reversed('s1')]],
    ['transit', [received, dispatched]],
    ['stocked', [received, dispatched, accepted]],
    ['void', [received, writtenOff]],
    ['unknown', [accepted]],
    ['sold', [sold('s1')]],
  ])('is %s after its events', (status, events) => {
    expect(cardStatus(cardAfter(...events))).toBe(status);
  });

  it('belongs to one holder at a time', () => {
    expect(cardAfter(received, dispatched).holder).toBe('transit:t1');
    expect(cardAfter(received, dispatched, accepted).holder).toBe('till:2');
  });

  it('keeps both sales of a double sale, the first one first, until one is reversed', () => {
    const card = cardAfter(received, sold('s1'), sold('s2'));
    expect(card.sales).toEqual(['s1', 's2']);
    expect(foldCard(card, reversed('s1'), false).sales).toEqual(['s2']);
  });

  it('counts a second intake instead of believing it', () => {
    const again = event('cards.received', { course: 'x', receipt: 'r2', holder: 'till:9' });
    expect(cardAfter(received, again)).toMatchObject({
      course: 'c',
      receipt: 'r1',
      holder: 'till:1',
      repeats: ['r2'],
    });
  });

  it('remembers that news came after a decision', () => {
    expect(foldCard(cardAfter(received, writtenOff), sold('s1'), true).late).toBe(true);
  });
});

describe('one sale', () => {
  const made = event('sale.made', { sale: 's1', cardsFen: 5000 }, { hash: 'abcd' });

  it('is what its first event said, whatever comes later', () => {
    const state = foldSale(
      foldSale(null, made, false),
      event('sale.made', { sale: 's1', cardsFen: 1 }),
      false,
    );
    expect(state.made?.cardsFen).toBe(5000);
    expect(state.hash).toBe('abcd');
  });

  it('waits for its sale when the reversal comes first', () => {
    const early = foldSale(null, reversed('s1'), false);
    expect(early.made).toBeNull();
    expect(foldSale(early, made, false)).toMatchObject({
      made: { cardsFen: 5000 },
      reversed: { reason: '卡号录错' },
    });
  });
});

describe('a document number', () => {
  it('keeps every claim on it, and counts prints apart', () => {
    const first = foldDocument(null, event('sale.made', {}, { hash: 'a' }));
    const second = foldDocument(first, event('sale.made', {}, { hash: 'b' }));
    expect(foldDocument(second, event('slip.printed', {}))).toMatchObject({
      claims: [{ hash: 'a' }, { hash: 'b' }],
      prints: 1,
    });
  });

  it('waits for the regional system until somebody ticks it off, and again when that is withdrawn', () => {
    const made = foldDocument(null, event('sale.made', { sale: 's1', cardsFen: 5000 }));
    expect(made).toMatchObject({ posted: null, paper: { kind: 'sale', sale: 's1', cards: true } });
    const posted = foldDocument(made, event('posting.recorded', { slip: 'GX-1' }));
    expect(posted).toMatchObject({ posted: { slip: 'GX-1' } });
    expect(foldDocument(posted, event('posting.withdrawn', {})).posted).toBe(null);
    expect(foldDocument(null, event('cards.received', {})).paper).toBe(null);
    const books = foldDocument(null, event('sale.made', { sale: 's1', cardsFen: 0 }));
    expect(books.paper).toMatchObject({ cards: false });
  });
});

describe('settings', () => {
  it('have one genesis: a second one changes nothing', () => {
    const genesis = foldCity(null, event('city.founded', { practice: true }));
    expect(foldCity(genesis, event('city.founded', { practice: false }))).toBe(genesis);
  });

  it('let a PC’s business day only go forward', () => {
    const later = foldDevice(null, event('day.opened', { day: '2014-05-21' }));
    expect(foldDevice(later, event('day.opened', { day: '2014-05-20' })).day).toBe('2014-05-21');
  });
});
