import type { BatchHeader } from '../contract/city.ts';
import type { OpenedEvent } from '../wire/batch.ts';
import type { StreamHead } from './store/store.ts';

/**
 * How a batch lies to what the server holds of its stream. `compare`: it ends within it, so that it is the same or a
 * branch, by the hash at the batch's end.
 */
export type Place =
  | { readonly kind: 'next' }
  | { readonly kind: 'compare' }
  | { readonly kind: 'sendFrom'; readonly from: number }
  | { readonly kind: 'fork' };

/** in: the stream's end at the server, null where it holds nothing of it. */
export function placeOf(header: BatchHeader, events: readonly OpenedEvent[], head: StreamHead | null): Place {
  const held = head?.position ?? 0;
  const upTo = header.from + header.count - 1;
  if (upTo <= held) return { kind: 'compare' };
  const next = { kind: 'sendFrom', from: held + 1 } as const;
  if (header.from > held + 1) return next;
  // The hash the batch knows for the server's last position: of an event in it, or of the one before its first.
  const known = header.from === held + 1 ? header.previous : events[held - header.from]?.decoded.hash;
  if (known !== (head?.hash ?? '')) return { kind: 'fork' };
  return header.from === held + 1 ? { kind: 'next' } : next;
}
