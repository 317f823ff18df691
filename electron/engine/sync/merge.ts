import { type Author, type Objection, objectionTo } from '../../../contract/authority.ts';
import type { BatchHeader } from '../../../contract/city.ts';
import type { OpenedEvent } from '../../../wire/batch.ts';
import { streamName } from '../../../wire/encode.ts';

/** What the journal holds of the batch's stream, from the position before it to the one after it. */
export interface HeldThere {
  /** Hashes at a position: none where nothing is held, several where the stream is forked. */
  readonly at: (position: number) => readonly string[];
  /** What the events at a position name as the one before them. */
  readonly previousOf: (position: number) => readonly string[];
}

/** Why nothing of a batch is taken in. */
export type BatchRefusal =
  | 'REALM' // another city's
  | 'AUTHOR' // no certificate of the author is to be had
  | 'SIGNATURE' // not vouched for by the author
  | 'DAMAGED' // not what its header says
  | 'LIFE' // a stream of that name is another PC's
  | 'CLONE'; // written under this PC's present name, and not by it

export interface RefusedEvent {
  readonly event: OpenedEvent;
  readonly why: Objection;
}

/** What a batch means to this journal: nothing here depends on what came before, only on what is held. */
export interface Merged {
  /** To be taken in, in order. */
  readonly fresh: readonly OpenedEvent[];
  /** How many are held already. */
  readonly known: number;
  /** Of the fresh ones, those that stand where the stream already has another event: both branches are kept. */
  readonly forked: readonly OpenedEvent[];
  readonly refused: readonly RefusedEvent[];
}

/**
 * Judges an opened batch whose signature was checked. in: the author as every certificate known of it describes it; an
 * event is permitted if it was under one of them. What is not permitted is left out, and what follows it is not.
 */
export function merge(
  { from }: Pick<BatchHeader, 'from'>,
  events: readonly OpenedEvent[],
  held: HeldThere,
  authors: readonly Author[],
): Merged {
  const fresh: OpenedEvent[] = [];
  const forked: OpenedEvent[] = [];
  const refused: RefusedEvent[] = [];
  let known = 0;
  events.forEach((event, index) => {
    const { hash } = event.decoded;
    const position = from + index;
    if (held.at(position).includes(hash)) {
      known++;
      return;
    }
    const why = objectionOf(event, authors);
    if (why !== null) {
      refused.push({ event, why });
      return;
    }
    fresh.push(event);
    if (isBranch(event, position, held)) forked.push(event);
  });
  return { fresh, known, forked, refused };
}

function objectionOf({ decoded }: OpenedEvent, authors: readonly Author[]): Objection | null {
  const objections = authors.map((author) => objectionTo(decoded.envelope, author));
  return objections.includes(null) ? null : (objections.at(-1) ?? 'CAPABILITY');
}

/** Another event stands in its place, or it hangs on another one than stands before it, or before the next. */
function isBranch({ decoded }: OpenedEvent, position: number, held: HeldThere): boolean {
  const [before, behind] = [held.at(position - 1), held.previousOf(position + 1)];
  return (
    held.at(position).length > 0 ||
    (before.length > 0 && !before.includes(decoded.envelope.previous)) ||
    (behind.length > 0 && !behind.includes(decoded.hash))
  );
}

/** A stream of this PC's present life has one author, and that one remembers what it wrote. */
export function isClone(
  header: BatchHeader,
  life: string,
  merged: Pick<Merged, 'fresh' | 'refused'>,
): boolean {
  return header.incarnation === life && merged.fresh.length + merged.refused.length > 0;
}

export const streamOf = ({ incarnation, audience }: BatchHeader) => streamName(incarnation, audience);
