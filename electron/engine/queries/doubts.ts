import { type CardRange, mergeRanges, subtract } from '../../../contract/domain/card-range.ts';
import {
  type CardFact,
  cardFindings,
  discrepancyKey,
  type Finding,
  type PaperFact,
  paperFindings,
} from '../../../contract/domain/discrepancy.ts';
import type { DocumentState } from '../../../contract/domain/folds/document.ts';
import { sha256, toHex, utf8 } from '../../../wire/bytes.ts';
import type { Db } from '../database/open.ts';
import { statement } from '../database/statement.ts';
import { isEarlierLife } from '../journal/identity.ts';
import type { Journal } from '../journal/journal.ts';
import { rangeOf } from '../journal/touches.ts';
import { listIn } from '../projections/cards.ts';
import { DOUBTFUL } from '../projections/tables.ts';
import { ISLANDS } from './card-stock.ts';
import { stateOf } from './state.ts';

export interface Held {
  readonly db: Db;
  readonly journal: Journal;
}

/** A contradiction that the facts held here show, under the id it has everywhere. */
export interface Found extends Finding {
  readonly id: string;
}

export function discrepancyId(finding: Pick<Finding, 'kind' | 'sides'>): string {
  return toHex(sha256(utf8(discrepancyKey(finding)))).slice(0, 32);
}

/** Everything that contradicts itself in what this PC holds, and how many runs wait for news before anything is said. */
export function findingsIn(held: Held): { readonly found: readonly Found[]; readonly awaited: number } {
  const cards = cardFacts(held);
  const found = [...cardFindings(cards), ...paperFindings(paperFacts(held.db))];
  return {
    found: found.map((one) => ({ ...one, id: discrepancyId(one) })),
    awaited: cards.filter(({ awaited }) => awaited).length,
  };
}

interface DoubtRow {
  readonly first: CardRange['first'];
  readonly last: CardRange['last'];
  readonly receipt: string;
  readonly sales: string;
  readonly repeats: string;
  readonly strays: string;
  readonly awaits: string;
}

const APART = 'receipt, sales, repeats, strays, awaits, ';

/** Along an index of the doubtful cards alone, however many there are beside them. */
export const DOUBTS = ISLANDS(APART, `card INDEXED BY card_doubtful WHERE ${DOUBTFUL}`);

function cardFacts(held: Held): readonly CardFact[] {
  const rows = statement(held.db, DOUBTS).all() as DoubtRow[];
  return rows.flatMap(({ first, last, receipt, ...lists }) => {
    const [range, sales] = [{ first, last }, listIn(lists.sales)];
    const fact = { receipt, sales, repeats: listIn(lists.repeats), strays: listIn(lists.strays) };
    const waiting = sales.some((sale) => isLifeMissing(held.db, sale))
      ? [range]
      : listIn(lists.awaits).flatMap((transfer) => subtract(range, dispatchedIn(held, transfer)));
    return [
      ...mergeRanges(waiting).map((run) => ({ ...fact, range: run, awaited: true })),
      ...subtract(range, waiting).map((run) => ({ ...fact, range: run, awaited: false })),
    ];
  });
}

/** A move accepted a second time, when its cards lay elsewhere already, waits for nothing: its dispatch is here. */
function dispatchedIn({ journal }: Held, transfer: string): readonly CardRange[] {
  return journal.lookups.ofEntity('transfer', transfer).flatMap((row) => {
    const { envelope } = journal.read(row);
    return envelope.type === 'cards.dispatched' ? envelope.entities.flatMap((ref) => rangeOf(ref) ?? []) : [];
  });
}

/**
 * A sale of a PC's later life (after a restore) may stand on what an earlier one took over; nothing is said of it before
 * that life's news has begun to come.
 */
function isLifeMissing(db: Db, sale: string): boolean {
  const [incarnation = ''] = sale.split('.');
  if (incarnation.startsWith('A-')) return false;
  const lives = statement(
    db,
    `SELECT incarnation FROM stream WHERE device = (SELECT device FROM stream WHERE incarnation = ? LIMIT 1)`,
  )
    .pluck()
    .all(incarnation) as string[];
  return lives.length > 0 && !lives.some((life) => isEarlierLife(life, incarnation));
}

export const TWICE =
  'SELECT id FROM document INDEXED BY document_by_second WHERE second IS NOT NULL ORDER BY id';

function paperFacts(db: Db): readonly PaperFact[] {
  const ids = statement(db, TWICE).pluck().all() as string[];
  return ids.map((document) => {
    const claims = stateOf<DocumentState>(db, 'document', document)?.claims ?? [];
    return { document, claims: claims.map(({ hash }) => hash) };
  });
}
