import { type Author, LAMPORT_STEP, type Objection, objectionTo } from '../contract/authority.ts';
import type { OpenedEvent } from '../wire/batch.ts';

export type Verdict =
  | { readonly kind: 'accept' }
  | { readonly kind: 'quarantine'; readonly reason: Objection }
  /** The batch is to be sent again in parts, the first of which ends before that position. */
  | { readonly kind: 'cut'; readonly before: number };

/** What the server knows beside the table of authorship. */
export interface Bounds {
  readonly author: Author;
  /** The highest lamport it holds anywhere. */
  readonly lamport: number;
  /** Up to where the stream is trusted; `Infinity` unless its device was revoked. */
  readonly trustedUpTo: number;
}

/** A batch is accepted or quarantined whole, since its signature holds for all of it together. */
export function verdictOn(events: readonly OpenedEvent[], bounds: Bounds): Verdict {
  const objections = events.map((event) => objection(event, bounds));
  const reason = objections[0] ?? null;
  const alike = objections.every((one) => (one === null) === (reason === null));
  if (alike) return reason === null ? { kind: 'accept' } : { kind: 'quarantine', reason };
  const bad = objections.findIndex((one) => one !== null);
  return { kind: 'cut', before: events[bad]?.decoded.envelope.position ?? 1 };
}

function objection({ decoded: { envelope } }: OpenedEvent, bounds: Bounds): Objection | null {
  if (envelope.position > bounds.trustedUpTo) return 'REVOKED';
  if (envelope.lamport > bounds.lamport + LAMPORT_STEP) return 'LAMPORT';
  return objectionTo(envelope, bounds.author);
}
