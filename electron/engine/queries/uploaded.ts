import type { DocumentState } from '../../../contract/domain/folds/document.ts';
import { streamName } from '../../../wire/encode.ts';
import type { OpenCity } from '../city/open-city.ts';
import { stateOf } from './state.ts';

type Here = Pick<OpenCity, 'db' | 'journal' | 'city' | 'sync'>;

/**
 * Whether the city's server holds the events that bear these numbers; null in a practice city, which never leaves this PC.
 * What another PC wrote came from the server.
 */
export function isUploaded(here: Here, documents: readonly string[]): boolean | null {
  if (here.city.said.practice) return null;
  return documents.every((document) => {
    const claims = stateOf<DocumentState>(here.db, 'document', document)?.claims ?? [];
    return claims.every(({ hash }) => isHeld(here, hash));
  });
}

function isHeld({ journal, sync }: Here, hash: string): boolean {
  const event = journal.byHash(hash)?.envelope;
  if (event === undefined || event.device !== journal.identity.device) return true;
  return sync?.isUploaded(streamName(event.incarnation, event.audience), event.position) ?? false;
}
