import type { EntityRef } from '../../../contract/events/envelope.ts';
import type { Writer } from './command.ts';

/** Names the event about to be written as one to look at again (例外事项); the id is the event's own coordinate. */
export function exceptionally({ journal }: Pick<Writer, 'journal'>): EntityRef {
  return { kind: 'exception', id: journal.nextId() };
}
