import type { StoredEvent } from '../../../contract/events/envelope.ts';
import { type Decoded, decodeEvent, streamName } from '../../../wire/encode.ts';
import type { Db } from '../database/open.ts';
import type { Entry, Journal } from '../journal/journal.ts';
import { createProjections } from '../projections/project.ts';
import type { KeptEvent } from './event-record.ts';

interface Candidate {
  readonly event: KeptEvent;
  readonly decoded: Decoded;
}

/** Takes events back into a database, wherever they were kept. Each is put in once, and only behind the one before it. */
export interface TakeIn {
  /** In any order; what isn't genuine is left out. Answers how many were put in at once. */
  add(events: readonly KeptEvent[]): number;
  /** Puts in what waited for others. out: how many more, and how many still hang on something missing. */
  finish(): { readonly added: number; readonly cutOff: number };
}

export function createTakeIn(db: Db, journal: Journal): TakeIn {
  const projections = createProjections(db, journal);
  let waiting: Candidate[] = [];

  /** A hole in an own stream would break its chain for good, so what lies behind one stays outside. */
  function follows({ envelope }: Decoded): boolean {
    // Another PC's is complete when that one's news has come.
    if (envelope.device !== journal.identity.device) return true;
    const head = journal.heads().streams.get(streamName(envelope.incarnation, envelope.audience));
    return envelope.position === (head?.position ?? 0) + 1 && envelope.previous === (head?.hash ?? '');
  }

  function put(candidates: readonly Candidate[]): number {
    const left: Candidate[] = [];
    const entries: Entry[] = [];
    let added = 0;
    db.transaction(() => {
      for (const one of candidates) {
        if (journal.byHash(one.decoded.hash) !== null) continue;
        if (!follows(one.decoded)) left.push(one);
        else {
          added++;
          entries.push(...take(journal, one));
        }
      }
      projections.applyForeign(entries);
    }).immediate();
    journal.commit();
    waiting.push(...left);
    return added;
  }

  return {
    add: (events) => put(events.flatMap((event) => genuine(journal.identity.realm, event))),
    finish() {
      let added = 0;
      for (let more = waiting.length; more > 0; added += more) {
        const again = waiting;
        waiting = [];
        more = put(again);
      }
      return { added, cutOff: new Set(waiting.map(({ decoded }) => decoded.hash)).size };
    },
  };
}

function take(journal: Journal, { event, decoded }: Candidate): Entry[] {
  const row = journal.receive(event, decoded, event.asked);
  if (row === null || decoded.fold === null) return [];
  return [{ row, entities: decoded.envelope.entities, event: decoded.fold }];
}

function genuine(realm: string, event: KeptEvent): Candidate[] {
  const decoded = decodedOrNull(event);
  return decoded === null || decoded.envelope.realm !== realm ? [] : [{ event, decoded }];
}

/** Null when the bytes are no event, or the personal part is another one's. */
export function decodedOrNull({ bytes, personal }: StoredEvent): Decoded | null {
  try {
    return decodeEvent(bytes, personal);
  } catch {
    return null;
  }
}
