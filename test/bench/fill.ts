import type { FoldEvent } from '../../contract/domain/event-order.ts';
import { foldDocument } from '../../contract/domain/folds/document.ts';
import { foldSale } from '../../contract/domain/folds/sale.ts';
import type { EventType } from '../../contract/events/catalogue.ts';
import type { EntityRef, Envelope } from '../../contract/events/envelope.ts';
import type { Seat } from '../../electron/engine/seat.ts';
import { fromHex, sha256, toHex, utf8 } from '../../wire/bytes.ts';
import { assemble } from '../../wire/encode.ts';
import { benchCard, takeIn } from './counter.ts';

/** Events per transaction. */
const SLICE = 20_000;

/**
 * Fills a counter's journal and tables with sales, each printed once, by bare SQL: the engine's own way would take five
 * minutes for a million. The rows are those the engine writes, which its checks at the next start confirm.
 */
export function fill(seat: Seat, events: number): void {
  const sales = Math.floor(events / 2);
  takeIn(seat, 0, sales);
  const { db, journal } = seat.city();
  journal.lookups.settle();
  const write = writerFor(seat);
  db.pragma('cache_size=-400000');
  for (let start = 0; start < sales; start += SLICE / 2) {
    db.transaction(() => {
      for (let index = start; index < Math.min(sales, start + SLICE / 2); index++) write(index);
    })();
  }
}

function writerFor(seat: Seat): (index: number) => void {
  const { db, journal } = seat.city();
  const { identity } = journal;
  const { realm, device, incarnation, point } = identity;
  const audience = `point:${point}`;
  const stream = db
    .prepare('SELECT id FROM stream WHERE incarnation = ? AND audience = ?')
    .pluck()
    .get(incarnation, audience);
  const head = journal.heads().streams.get(`${incarnation}/${audience}`);
  let { number, lamport } = journal.heads();
  let { position, hash } = head ?? { position: 0, hash: '' };
  let serial = db.prepare('SELECT count(*) FROM document').pluck().get() as number;
  const addEvent = db.prepare(
    'INSERT INTO event (hash, stream, position, number, lamport, readable, request, bytes) VALUES (?, ?, ?, ?, ?, 1, ?, ?)',
  );
  const addHash = db.prepare('INSERT INTO event_hash VALUES (?, ?)');
  const addRequest = db.prepare('INSERT INTO event_request VALUES (?, ?)');
  const addPlace = db.prepare('INSERT INTO event_place VALUES (?, ?, ?)');
  const indexed = db.prepare('UPDATE lookup SET upto = ?');
  const addTouch = db.prepare('INSERT INTO touch (kind, span, first, event, last) VALUES (?, 0, ?, ?, ?)');
  const addSale = db.prepare('INSERT INTO sale (id, state, head) VALUES (?, ?, ?)');
  const addDocument = db.prepare('INSERT INTO document (id, state, head) VALUES (?, ?, ?)');
  const sell = db.prepare("UPDATE card SET sales = ?, head = ? WHERE series = '/18' AND number = ?");

  const put = (type: EventType, payload: Record<string, unknown>, entities: EntityRef[]): FoldEvent => {
    const at = 1_400_547_600_000 + number;
    const request = crypto.randomUUID();
    const envelope: Envelope = {
      ...{ realm, device, incarnation, number: ++number, audience, position: ++position, previous: hash },
      ...{
        lamport: ++lamport,
        businessDay: '2014-05-20',
        at,
        actor: 'sk01',
        approver: null,
        role: 'counter',
      },
      ...{ request, entities, type, version: 1, payload, private: null },
    };
    const bytes = utf8(JSON.stringify(envelope));
    hash = toHex(sha256(bytes));
    const row = addEvent.run(
      fromHex(hash),
      stream,
      position,
      number,
      lamport,
      request,
      bytes,
    ).lastInsertRowid;
    addHash.run(fromHex(hash), row);
    addRequest.run(request, row);
    addPlace.run(stream, position, row);
    indexed.run(row);
    for (const ref of entities) {
      if ('id' in ref) addTouch.run(ref.kind, ref.id, row, '');
      else addTouch.run('card:/18', ref.first, row, ref.last);
    }
    const { fold } = assemble(envelope, bytes, null);
    if (fold === null) throw new Error('an event of this program that it can not fold');
    return fold;
  };

  return (index) => {
    const id = `${incarnation}.${number + 1}`;
    const document = `QZ1A-20140520-${String(++serial).padStart(5, '0')}`;
    const card = benchCard(index);
    const paper: EntityRef = { kind: 'document', id: document };
    const made = put('sale.made', saleFacts(id, document, device, card), [
      { kind: 'sale', id },
      paper,
      { kind: 'card', first: card, last: card },
    ]);
    const printed = put('slip.printed', { document }, [paper]);
    addSale.run(id, JSON.stringify(foldSale(null, made, false)), fromHex(made.hash));
    const state = foldDocument(foldDocument(null, made), printed);
    addDocument.run(document, JSON.stringify(state), fromHex(printed.hash));
    sell.run(id, fromHex(made.hash), card);
  };
}

function saleFacts(sale: string, document: string, device: string, card: string): Record<string, unknown> {
  const line = {
    course: '2014-xxaq',
    first: card,
    last: card,
    count: 1,
    fen: 5000,
    priceEvent: 'A-000000000000.1',
  };
  return {
    ...{
      sale,
      document,
      holder: `till:${device}`,
      buyer: { kind: 'person', area: '市直', outside: null },
      cards: [line],
      books: [],
    },
    ...{ cardsFen: 5000, booksFen: 0 },
    payments: [{ stream: 'cards', method: 'cash', fen: 5000, reference: '', tendered: null }],
    receipts: [],
    paper: null,
  };
}
