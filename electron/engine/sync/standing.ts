import type { StoredEvent } from '../../../contract/events/envelope.ts';
import { fromUtf8 } from '../../../wire/bytes.ts';
import type { Db } from '../database/open.ts';
import { statement } from '../database/statement.ts';
import type { Journal } from '../journal/journal.ts';
import { type Books, streamKey } from './books.ts';
import { ownLives, placesOf } from './outbox-reader.ts';
import type { SyncStatus } from './sync.ts';

/** What waits and what has arrived, from memory: the strip asks every second, and every document asks once. */
export interface Standing {
  status(): Pick<SyncStatus, 'waiting' | 'waitingSince' | 'lastSuccess'>;
  isUploaded(stream: string, position: number): boolean;
  /** What is written down of it has changed. */
  refresh(): void;
}

export function createStanding(db: Db, journal: Journal, books: Books): Standing {
  let confirmed = books.confirmed();
  let lastSuccess = books.lastSuccess();
  let lives = ownLives(db, journal.identity.device);
  /** When the first waiting event of a stream was written; read once per event. */
  const times = new Map<string, number>();

  const isOwn = (stream: string) => {
    const { incarnation } = streamKey(stream);
    return incarnation === journal.identity.incarnation || lives.has(incarnation);
  };
  function writtenAt(stream: string, position: number): number {
    const key = `${stream} ${position}`;
    const known = times.get(key);
    if (known !== undefined) return known;
    const [place] = placesOf(db, stream, position, position);
    const event = statement(db, 'SELECT bytes FROM event WHERE id = ?').get(place?.event) as
      | StoredEvent
      | undefined;
    if (event === undefined) throw new Error('an own event that is not there');
    times.clear();
    times.set(key, JSON.parse(fromUtf8(event.bytes)).at);
    return times.get(key) ?? 0;
  }

  return {
    status() {
      const waiting = [...journal.heads().streams]
        .filter(([stream]) => isOwn(stream))
        .map(([stream, { position }]) => ({ stream, from: (confirmed.get(stream) ?? 0) + 1, position }))
        .filter(({ from, position }) => position >= from);
      const since = waiting.map(({ stream, from }) => writtenAt(stream, from));
      return {
        waiting: waiting.reduce((sum, { from, position }) => sum + position - from + 1, 0),
        waitingSince: since.length === 0 ? null : Math.min(...since),
        lastSuccess,
      };
    },
    isUploaded(stream, position) {
      // Another PC's came from the server, unless that one said it has lost it since.
      return position <= (confirmed.get(stream) ?? (isOwn(stream) ? 0 : Number.POSITIVE_INFINITY));
    },
    refresh() {
      confirmed = books.confirmed();
      lastSuccess = books.lastSuccess();
      lives = ownLives(db, journal.identity.device);
    },
  };
}
