import type { Payload } from '../../events/catalogue.ts';
import type { FoldEvent } from '../event-order.ts';

/** What a slip is of: a sale, the reversal that took it back, or a return of part or all of it. */
export interface Paper {
  readonly kind: 'sale' | 'reversal' | 'return';
  readonly sale: string;
  readonly day: string;
  readonly at: number;
  /** Cards changed hands: the regional system, which knows cards only (notice 四), has an entry for it. */
  readonly cards: boolean;
}

export interface About {
  readonly type: string;
  /** Id of the sale, transfer, shift, … it is the paper of. */
  readonly subject: string;
  /** Sum on the paper; null where it has none. */
  readonly fen: number | null;
  readonly employer: string;
  readonly by: string;
  readonly at: number;
}

/** A numbered paper (入库单, 出库单, 冲销单, …). Two claims on one number are a discrepancy, never an overwrite. */
export interface DocumentState {
  readonly claims: readonly { readonly type: string; readonly hash: string }[];
  /** The first sale, reversal or return under this number; null for every other kind of paper. */
  readonly paper: Paper | null;
  /** What any paper is found by: its first claim's subject, sum and author. */
  readonly about: About | null;
  readonly prints: number;
  readonly businessDay: string;
  /** Entered in the regional system (notice 四), with that system's slip number; null while it waits. */
  readonly posted: { readonly slip: string; readonly day: string; readonly by: string } | null;
}

const UNSEEN: DocumentState = {
  claims: [],
  paper: null,
  about: null,
  prints: 0,
  businessDay: '',
  posted: null,
};

export function foldDocument(state: DocumentState | null, event: FoldEvent): DocumentState {
  const document = state ?? UNSEEN;
  switch (event.type) {
    case 'slip.printed':
      return { ...document, prints: document.prints + 1 };
    case 'posting.recorded': {
      const { slip } = event.payload as Payload<'posting.recorded'>;
      return { ...document, posted: { slip, day: event.businessDay, by: event.actor } };
    }
    case 'posting.withdrawn':
      return { ...document, posted: null };
    default: {
      const claims = [...document.claims, { type: event.type, hash: event.hash }];
      const paper = document.paper ?? paperOf(event);
      const about = document.about ?? aboutOf(event);
      return { ...document, claims, paper, about, businessDay: document.businessDay || event.businessDay };
    }
  }
}

const paperKinds: Readonly<Record<string, Paper['kind']>> = {
  'sale.made': 'sale',
  'sale.reversed': 'reversal',
  'goods.returned': 'return',
};

function paperOf(event: FoldEvent): Paper | null {
  const kind = paperKinds[event.type];
  if (kind === undefined) return null;
  const { sale, cardsFen } = event.payload as Payload<'sale.made' | 'sale.reversed' | 'goods.returned'>;
  return { kind, sale, day: event.businessDay, at: event.at, cards: cardsFen > 0 };
}

/** Ids of what papers are of, by the field that names it. */
const SUBJECTS = [
  'return',
  'sale',
  'transfer',
  'receipt',
  'shift',
  'remittance',
  'block',
  'device',
  'point',
] as const;

function aboutOf({ type, payload, actor: by, at }: FoldEvent): About {
  const named = SUBJECTS.find((name) => typeof payload[name] === 'string');
  const subject = named === undefined ? '' : String(payload[named]);
  return { type, subject, fen: sumOf(payload), employer: employerOf(payload['buyer']), by, at };
}

function sumOf({ cardsFen, booksFen, fen, countedFen }: Readonly<Record<string, unknown>>): number | null {
  if (typeof cardsFen === 'number' && typeof booksFen === 'number') return cardsFen + booksFen;
  const sum = fen ?? countedFen;
  return typeof sum === 'number' ? sum : null;
}

function employerOf(buyer: unknown): string {
  if (typeof buyer !== 'object' || buyer === null || !('employer' in buyer)) return '';
  return String(buyer.employer);
}
