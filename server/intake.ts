import type { Objection } from '../contract/authority.ts';
import { type BatchHeader, type Certificate, MOST_PACKED, type PushAnswer } from '../contract/city.ts';
import { BadBatch, type Batch, isSigned, type OpenedEvent, openBatch } from '../wire/batch.ts';
import { placeOf } from './place.ts';
import { refuse } from './refusal.ts';
import { admit, type Known, readableBy } from './registry.ts';
import type { Device, Mailbox, Rows, StreamHead } from './store/store.ts';
import { verdictOn } from './verdict.ts';

export interface Pushed {
  readonly header: BatchHeader;
  readonly packed: Blob;
  readonly author?: Certificate | undefined;
}

/**
 * Takes in one batch: everything about it is checked before the store is touched, and what it does there is one
 * transaction, so that a device reads `accepted` only of what is durable. Refuses what is not what its header says.
 */
export async function takeIn(known: Known, sender: Device, pushed: Pushed): Promise<PushAnswer> {
  const { header } = pushed;
  if (header.realm !== known.keys.realm || pushed.packed.size > MOST_PACKED) throw refuse('BATCH');
  const author = await authorOf(known, sender, pushed);
  const batch = { header, packed: new Uint8Array(await pushed.packed.arrayBuffer()) };
  if (!isSigned(batch, author.certificate.statement.publicKey)) throw refuse('BATCH');
  const events = opened(batch);
  return known.store.change((rows) => settle(rows, batch, events));
}

/** A device passes on what it may read; of its own it may send anything, and what is not permitted is kept aside. */
async function authorOf(known: Known, sender: Device, { header, author }: Pushed): Promise<Device> {
  if (header.device === sender.device) return sender;
  const { store } = known;
  const mailboxes = await store.look((rows) => readableBy(rows, sender));
  if (!mailboxes.includes(header.audience)) throw refuse('MAILBOX');
  const registered = await store.look((rows) => rows.device(header.device));
  if (registered !== null) return registered;
  if (author === undefined) throw refuse('CERTIFICATE');
  const shown = await admit(known, author, { alive: false });
  if (shown.device !== header.device) throw refuse('CERTIFICATE');
  return shown;
}

function opened(batch: Batch): readonly OpenedEvent[] {
  try {
    return openBatch(batch);
  } catch (error) {
    if (error instanceof BadBatch) throw refuse('BATCH');
    throw error;
  }
}

async function settle(rows: Rows, batch: Batch, events: readonly OpenedEvent[]): Promise<PushAnswer> {
  const { header } = batch;
  const author = await rows.lockDevice(header.device);
  if (author === null) throw refuse('CERTIFICATE');
  const life = await rows.lockLife(header.incarnation, header.device);
  // Whoever wrote first under a name it made up keeps it.
  if (life.device !== header.device) throw refuse('BATCH');
  const head = await rows.head(header);
  const place = placeOf(header, events, head);
  if (place.kind === 'compare' && (await isSame(rows, header)))
    return { kind: 'known', upTo: upToOf(header) };
  if (place.kind === 'compare' || place.kind === 'fork') return keepBranch(rows, batch, events);
  if (life.broken) return { kind: 'broken' };
  return place.kind === 'sendFrom' ? place : append(rows, batch, events, author, head);
}

const upToOf = ({ from, count }: BatchHeader) => from + count - 1;

/** The server keeps no hash per event: what it holds there is opened and looked at. */
async function isSame(rows: Rows, header: BatchHeader): Promise<boolean> {
  const upTo = upToOf(header);
  const held = await rows.batchAt(header, upTo);
  if (held === null) throw new Error('a stream with a gap in the store');
  if (upToOf(held.header) === upTo) return held.header.head === header.head;
  return openBatch(held)[upTo - held.header.from]?.decoded.hash === header.head;
}

/** Both branches bear the device's signature: two machines have its key, or an old copy went on. Neither goes on here. */
async function keepBranch(rows: Rows, batch: Batch, events: readonly OpenedEvent[]): Promise<PushAnswer> {
  await rows.markBroken(batch.header.incarnation);
  if (!(await rows.hasBranch(batch.header))) await putInto(rows, 'quarantine', batch, events, 'FORK');
  return { kind: 'broken' };
}

async function append(
  rows: Rows,
  batch: Batch,
  events: readonly OpenedEvent[],
  author: Device,
  head: StreamHead | null,
): Promise<PushAnswer> {
  const { header } = batch;
  const first = envelopeOf(events, 0);
  // Within the batch openBatch looked; folds trust that both grow along a stream.
  if (head !== null && (first.number <= head.number || first.lamport <= head.lamport)) throw refuse('BATCH');
  const verdict = verdictOn(events, await boundsFor(rows, header, author));
  if (verdict.kind === 'cut') return verdict;
  const reason = verdict.kind === 'quarantine' ? verdict.reason : null;
  const { number, lamport } = envelopeOf(events, -1);
  const upTo = upToOf(header);
  await rows.setHead(header, { position: upTo, hash: header.head, number, lamport });
  await putInto(rows, reason === null ? header.audience : 'quarantine', batch, events, reason);
  return reason === null ? { kind: 'accepted', upTo } : { kind: 'quarantined', upTo, reason };
}

function envelopeOf(events: readonly OpenedEvent[], at: number) {
  const event = events.at(at);
  if (event === undefined) throw new Error('a batch without events');
  return event.decoded.envelope;
}

async function boundsFor(rows: Rows, header: BatchHeader, { device, certificate, revokedAt }: Device) {
  const { point, capabilities } = certificate.statement;
  return {
    author: { device, point, capabilities },
    lamport: Math.max(0, ...(await rows.mailboxes()).map((mailbox) => mailbox.lamport)),
    trustedUpTo: revokedAt === null ? Number.POSITIVE_INFINITY : await rows.trustedUpTo(header),
  };
}

/** Positions are given under the mailbox's lock and seen with the batch or not at all: no reader can pass one by. */
async function putInto(
  rows: Rows,
  name: string,
  { header, packed }: Batch,
  events: readonly OpenedEvent[],
  reason: Objection | null,
): Promise<void> {
  const mailbox = await rows.lockMailbox(name);
  const [first, last] = [mailbox.end + 1, mailbox.end + header.count];
  await rows.addBatch(name, { header, packed, first, last }, reason);
  await rows.setMailbox(grown(mailbox, last, reason === null ? envelopeOf(events, -1).lamport : 0));
}

/** A lamport that was refused must not raise the bound for the next. */
function grown({ name, lamport }: Mailbox, end: number, seen: number): Mailbox {
  return { name, end, lamport: Math.max(lamport, seen) };
}
