import type { Author } from '../../../contract/authority.ts';
import type { Certificate, Delivered } from '../../../contract/city.ts';
import { BadBatch, type Batch, isSigned, type OpenedEvent, openInSlices } from '../../../wire/batch.ts';
import { toHex } from '../../../wire/bytes.ts';
import { deviceIdOf } from '../../../wire/keys.ts';
import type { Db } from '../database/open.ts';
import { statement } from '../database/statement.ts';
import { write } from '../database/write.ts';
import type { Entry, Journal } from '../journal/journal.ts';
import type { Projections } from '../projections/project.ts';
import type { World } from '../world.ts';
import type { Books } from './books.ts';
import { type BatchRefusal, type HeldThere, isClone, type Merged, merge, streamOf } from './merge.ts';
import { placesOf } from './outbox-reader.ts';

export interface Shelves {
  readonly db: Db;
  readonly journal: Journal;
  readonly projections: Projections;
  readonly books: Books;
}

/** A batch as it came, and where: `null` where it came by no mailbox. */
export interface Arrived {
  readonly batch: Batch;
  readonly place:
    | (Pick<Delivered, 'first' | 'last'> & { readonly mailbox: string; readonly epoch: number })
    | null;
}

export interface Taken {
  readonly fresh: number;
  readonly known: number;
  readonly forked: number;
  /** Events left out, and why; everything where `why` is a reason against the batch. */
  readonly refused: number;
  readonly why: string | null;
}

/** Events, and things they touch, put in within one turn: about 20 ms of sales. */
const SLICE_EVENTS = 20;
const SLICE_TOUCHES = 80;

/**
 * Takes a batch in, slice by slice: events, tables and the mailbox's cursor in one transaction each, so that a kill
 * loses nothing and a second delivery changes nothing. in: certificates of its author that are genuine (none: refused);
 * `over` tells that the city was closed meanwhile. Throws what the disk says.
 */
export async function takeBatch(
  shelves: Shelves,
  arrived: Arrived,
  certificates: readonly Certificate[],
  world: Pick<World, 'timers' | 'reached'>,
  over: () => boolean = () => false,
): Promise<Taken> {
  const opened = await openChecked(shelves, arrived.batch, certificates, world);
  if (typeof opened === 'string') return passOver(shelves, arrived, opened);
  if (over()) return nothing;
  const { header } = arrived.batch;
  const merged = merge(header, opened, heldThere(shelves.db, arrived.batch), certificates.map(authorOf));
  if (isClone(header, shelves.journal.identity.incarnation, merged))
    return passOver(shelves, arrived, 'CLONE');
  const slices = slicesOf(merged.fresh);
  for (const [index, slice] of slices.entries()) {
    put(shelves, slice, world, () => {
      const last = slice.at(-1)?.decoded.envelope.position ?? header.from;
      if (index < slices.length - 1) moveCursor(shelves.books, arrived, last - header.from);
      else close(shelves, arrived, merged);
    });
    await world.timers.nextTurn();
    if (over()) return nothing;
  }
  if (slices.length === 0) write(shelves.db, () => close(shelves, arrived, merged));
  const { fresh, known, forked, refused } = merged;
  const why = refused[0]?.why ?? null;
  return { fresh: fresh.length, known, forked: forked.length, refused: refused.length, why };
}

const nothing: Taken = { fresh: 0, known: 0, forked: 0, refused: 0, why: null };

async function openChecked(
  { db, journal }: Shelves,
  batch: Batch,
  certificates: readonly Certificate[],
  { timers }: Pick<World, 'timers'>,
): Promise<readonly OpenedEvent[] | BatchRefusal> {
  const { header } = batch;
  if (header.realm !== journal.identity.realm) return 'REALM';
  const [certificate] = certificates;
  if (certificate === undefined) return 'AUTHOR';
  const owner = statement(db, 'SELECT device FROM stream WHERE incarnation = ? LIMIT 1').pluck();
  if (((owner.get(header.incarnation) as string | undefined) ?? header.device) !== header.device)
    return 'LIFE';
  if (!isSigned(batch, certificate.statement.publicKey)) return 'SIGNATURE';
  try {
    const slices = openInSlices(batch);
    for (;;) {
      const { done, value } = slices.next();
      if (done) return value;
      await timers.nextTurn();
    }
  } catch (error) {
    if (error instanceof BadBatch) return 'DAMAGED';
    throw error;
  }
}

function authorOf({ statement: { publicKey, point, capabilities } }: Certificate): Author {
  return { device: deviceIdOf(publicKey), point, capabilities };
}

function heldThere(db: Db, { header }: Batch): HeldThere {
  const { from, count } = header;
  const end = from + count;
  const rows = placesOf(db, streamOf(header), from - 1, end);
  const hashOf = statement(db, 'SELECT hash FROM event WHERE id = ?').pluck();
  const at = new Map<number, string[]>();
  for (const { position, event } of rows)
    at.set(position, [...(at.get(position) ?? []), toHex(hashOf.get(event) as Buffer)]);
  const bytesOf = statement(db, 'SELECT bytes FROM event WHERE id = ?').pluck();
  const behind = rows
    .filter(({ position }) => position === end)
    .map(({ event }) => JSON.parse((bytesOf.get(event) as Buffer).toString('utf8')).previous as string);
  return {
    at: (position) => at.get(position) ?? [],
    previousOf: (position) => (position === end ? behind : []),
  };
}

function slicesOf(events: readonly OpenedEvent[]): readonly (readonly OpenedEvent[])[] {
  const slices: OpenedEvent[][] = [];
  let touches = 0;
  for (const event of events) {
    touches += event.decoded.envelope.entities.length;
    const slice = slices.at(-1);
    if (slice === undefined || slice.length >= SLICE_EVENTS || touches > SLICE_TOUCHES) {
      slices.push([event]);
      touches = event.decoded.envelope.entities.length;
    } else slice.push(event);
  }
  return slices;
}

function put(
  { db, journal, projections }: Shelves,
  events: readonly OpenedEvent[],
  { reached }: Pick<World, 'reached'>,
  beside: () => void,
): void {
  try {
    write(db, () => {
      const entries = events.flatMap((event): Entry[] => {
        const { decoded, bytes, personal } = event;
        const row = journal.receive({ bytes, personal }, decoded);
        if (row === null || decoded.fold === null) return [];
        return [{ row, entities: decoded.envelope.entities, event: decoded.fold }];
      });
      projections.applyForeign(entries);
      beside();
      reached('slice.folded');
    });
  } catch (error) {
    journal.forget();
    throw error;
  }
  journal.commit();
  reached('slice.committed');
}

function moveCursor(books: Books, { place }: Pick<Arrived, 'place'>, index: number): void {
  if (place === null) return;
  const { mailbox, epoch, first } = place;
  if (first + index > books.cursor(mailbox, epoch)) books.setCursor(mailbox, epoch, first + index);
}

/** With the last slice: what the batch as a whole leaves behind. */
function close({ books, journal }: Shelves, { batch: { header }, place }: Arrived, merged: Merged): void {
  const end = header.from + header.count - 1;
  if (header.device !== journal.identity.device)
    books.keepSignature(header, end, header.head, header.signature);
  if (place === null) return;
  books.raiseConfirmed(header, end);
  moveCursor(books, { place }, place.last - place.first);
  const [refused] = merged.refused;
  if (refused === undefined) books.dropRefused(place.mailbox, place.first);
  else books.setRefused(place.mailbox, place.epoch, place.first, refused.why);
}

/** Nothing of it is believed; it stays noted down, and the others' go on. */
function passOver({ db, books }: Shelves, arrived: Arrived, why: BatchRefusal): Taken {
  const { place, batch } = arrived;
  if (place !== null) {
    write(db, () => {
      books.setRefused(place.mailbox, place.epoch, place.first, why);
      moveCursor(books, arrived, place.last - place.first);
    });
  }
  return { ...nothing, refused: batch.header.count, why };
}
