import type { EntityRef } from '../../../contract/events/envelope.ts';
import type { Writer } from './command.ts';

/**
 * Names the next event as one that people should look at again (例外事项), by its own coordinate. To be asked for right
 * where the event is appended: what is appended in between would take the coordinate.
 */
export function exceptionally({ journal }: Pick<Writer, 'journal'>): EntityRef {
  return { kind: 'exception', id: journal.nextId() };
}
