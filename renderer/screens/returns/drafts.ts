import { type ReturnReason, returnReasons } from '../../../contract/domain/returns.ts';
import type { DraftRules } from '../../parts/draft.ts';
import { listOf, oneOf, orNull, recordOf, shape, text } from '../../parts/reader.ts';

export type Seen = 'slip' | 'coating';

/** A return half filled: the slip as it was scanned or typed (empty before), what comes back, as typed, and why. */
export type ReturnFields = {
  readonly slip: string;
  readonly cards: string;
  readonly books: Readonly<Record<string, string>>;
  readonly seen: readonly Seen[];
  readonly reason: ReturnReason | null;
  readonly remark: string;
};

export const returnRules: DraftRules<ReturnFields> = {
  version: 1,
  read: shape<ReturnFields>({
    slip: text,
    cards: text,
    books: recordOf(text),
    seen: listOf(oneOf<Seen>('slip', 'coating')),
    reason: orNull(oneOf<ReturnReason>(...returnReasons)),
    remark: text,
  }),
  fresh: () => ({ slip: '', cards: '', books: {}, seen: [], reason: null, remark: '' }),
  isFresh: ({ slip }) => slip === '',
};
