import { MOST_EVENTS } from '../../../contract/city.ts';

/** Where a stream stands: at the end it has here, and at the server. */
export interface StreamStanding {
  /** `incarnation/audience`. */
  readonly stream: string;
  readonly own: boolean;
  /** Last position held here. */
  readonly head: number;
  /** Up to where the server holds it. */
  readonly confirmed: number;
  /** The server wants the event at this position by itself; null where it wants nothing of the kind. */
  readonly cutAt: number | null;
  /** Others' streams: positions, ascending, up to which their author's signature is kept and no event is missing. */
  readonly signed: readonly number[];
}

/** A part of one stream, to be sent as one batch. */
export interface Piece {
  readonly stream: string;
  readonly own: boolean;
  readonly from: number;
  readonly upTo: number;
}

/** What goes next, stream by stream; null when the server holds everything that can be sent. in: most events of a batch. */
export function nextPiece(streams: readonly StreamStanding[], most: number = MOST_EVENTS): Piece | null {
  for (const { stream, own, confirmed, ...standing } of streams) {
    const from = confirmed + 1;
    const upTo = own ? endOfOwn(standing, from, most) : endOfOthers(standing, from);
    if (upTo !== null) return { stream, own, from, upTo };
  }
  return null;
}

type Standing = Pick<StreamStanding, 'head' | 'cutAt' | 'signed'>;

function endOfOwn({ head, cutAt }: Standing, from: number, most: number): number | null {
  if (head < from) return null;
  const end = Math.min(head, from + most - 1);
  if (cutAt === null || cutAt < from) return end;
  return cutAt === from ? from : Math.min(end, cutAt - 1);
}

/** Only its author can sign another end, so it goes as it came: up to the nearest position that was signed. */
function endOfOthers({ signed }: Standing, from: number): number | null {
  return signed.find((position) => position >= from && position < from + MOST_EVENTS) ?? null;
}

/** What the answer to a pushed piece changes. */
export type Progress =
  /** `quarantined`: why it lies aside there; null for what goes its way. */
  | { readonly kind: 'confirmed'; readonly upTo: number; readonly quarantined: string | null }
  /** The server holds less than was thought, or more. */
  | { readonly kind: 'sendFrom'; readonly from: number }
  | { readonly kind: 'cut'; readonly before: number }
  | { readonly kind: 'broken' }
  /** The server holds events under this PC's present name that this PC never wrote. */
  | { readonly kind: 'forked' }
  /** An answer that doesn't belong to what was sent: going on by it would go round in circles. */
  | { readonly kind: 'senseless' };

/** in: `last`, the last position this PC ever wrote there; null where others may know more of the stream than it does. */
export function progressOf(
  { from, upTo }: Pick<Piece, 'from' | 'upTo'>,
  answer:
    | { readonly kind: 'accepted' | 'known'; readonly upTo: number }
    | { readonly kind: 'quarantined'; readonly upTo: number; readonly reason: string }
    | { readonly kind: 'sendFrom'; readonly from: number }
    | { readonly kind: 'cut'; readonly before: number }
    | { readonly kind: 'broken' },
  last: number | null,
): Progress {
  if (answer.kind === 'broken') return answer;
  if (answer.kind === 'cut') {
    const { before } = answer;
    return before >= from && before <= upTo && upTo > from ? answer : { kind: 'senseless' };
  }
  const held = answer.kind === 'sendFrom' ? answer.from - 1 : answer.upTo;
  if (last !== null && held > last) return { kind: 'forked' };
  if (answer.kind === 'sendFrom') return answer.from === from ? { kind: 'senseless' } : answer;
  const moved = answer.kind === 'known' ? held >= from : held === upTo;
  if (!moved) return { kind: 'senseless' };
  return { kind: 'confirmed', upTo: held, quarantined: answer.kind === 'quarantined' ? answer.reason : null };
}
