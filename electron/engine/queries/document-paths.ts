import { isCalendarDay } from '../../../contract/domain/calendar.ts';
import { foldWidth, removeBlanks } from '../../../contract/domain/card-number.ts';
import { makeDocumentNumber, parseDocumentNumber } from '../../../contract/domain/document-number.ts';
import { parseEmergencyNumber } from '../../../contract/domain/emergency.ts';
import type { Db } from '../database/open.ts';
import { statement } from '../database/statement.ts';
import type { Journal } from '../journal/journal.ts';
import type { World } from '../world.ts';
import { papersOfSlip } from './emergency.ts';
import { type SalesPath, salesPaths } from './sales-paths.ts';

/**
 * One way from what was typed to documents: along all of them with a condition, along those of a day, or a known list.
 */
export type DocumentPath =
  | { readonly kind: 'all' }
  | { readonly kind: 'day'; readonly day: string }
  | { readonly kind: 'part' | 'tail' | 'clerks' | 'sum'; readonly key: string }
  | { readonly kind: 'listed'; readonly documents: readonly string[] };

interface Where {
  readonly db: Db;
  readonly journal: Journal;
  readonly timers: Pick<World['timers'], 'nextTurn'>;
}

/** Part of a number with at least one letter, e.g. `QZ1A-2014`. */
const PART = /^(?=.*[A-Z])[A-Z0-9-]{2,30}$/;
const DAY = /^([0-9]{4})-?([0-9]{2})-?([0-9]{2})$/;
const SUM = /^[¥￥]?-?([0-9]{1,3}(,[0-9]{3})+|[0-9]{1,7})(\.[0-9]{1,2})?元?$/;

/** Everything one text may mean: what finds sales finds their papers too, and besides numbers, days and sums. */
export async function documentPaths(where: Where, text: string): Promise<readonly DocumentPath[]> {
  const typed = foldWidth(removeBlanks(text))
    .toUpperCase()
    .replace(/[－–—]/g, '-');
  if (typed === '') return [{ kind: 'all' }];
  const number = parseDocumentNumber(typed);
  if (number.ok) return [{ kind: 'listed', documents: [makeDocumentNumber(number.value)] }];
  const emergency = parseEmergencyNumber(typed);
  if (emergency !== null) return [{ kind: 'listed', documents: papersOfSlip(where.db, emergency) }];
  const sales = salesPaths(where.db, where.journal, text);
  const day = dayIn(typed);
  const direct = sales.flatMap((path): DocumentPath[] => {
    if (path.kind === 'clerks') return [{ kind: path.kind, key: path.key }];
    // No serial ends like a day, and looking for one would take all papers there are.
    return path.kind === 'tail' && day.length === 0 ? [{ kind: path.kind, key: path.key }] : [];
  });
  const documents = await papersOf(where, sales);
  return [
    ...direct,
    ...(documents.length > 0 ? [{ kind: 'listed' as const, documents }] : []),
    ...(PART.test(typed) ? [{ kind: 'part' as const, key: typed }] : []),
    ...day,
    ...sumIn(typed),
  ];
}

function dayIn(typed: string): DocumentPath[] {
  const [, year, month, date] = DAY.exec(typed) ?? [];
  const day = `${year}-${month}-${date}`;
  return isCalendarDay(day) ? [{ kind: 'day', day }] : [];
}

function sumIn(typed: string): DocumentPath[] {
  if (!SUM.test(typed)) return [];
  const [yuan = '0', jiao = ''] = typed.replace(/[¥￥,元-]/g, '').split('.');
  return [{ kind: 'sum', key: String(Number(yuan) * 100 + Number(jiao.padEnd(2, '0'))) }];
}

const SLICE = 500;

/** The papers of a sale: its own, its reversal's and its returns'. */
const PAPERS = `SELECT s.rowid AS row, s.document, s.reversal,
  (SELECT json_group_array(value ->> '$.document') FROM json_each(s.state, '$.returns')) AS returns`;

interface Papers {
  readonly row: number;
  readonly document: string | null;
  readonly reversal: string | null;
  readonly returns: string;
}

/** in: the paths that name units or sales; out: the papers of all their sales, read with turns for others between. */
async function papersOf({ db, timers }: Where, paths: readonly SalesPath[]): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const { kind, key } of paths) {
    if (kind !== 'employer' && kind !== 'sales') continue;
    for (let after = 0; ; await timers.nextTurn()) {
      const rows = statement(db, sliceOf(kind)).all({ key, after, size: SLICE }) as Papers[];
      for (const { document, reversal, returns } of rows) {
        for (const one of [document, reversal, ...JSON.parse(returns)]) if (one !== null) found.add(one);
      }
      after = rows.at(-1)?.row ?? after;
      if (rows.length < SLICE) break;
    }
  }
  return [...found];
}

function sliceOf(kind: 'employer' | 'sales'): string {
  const from =
    kind === 'employer'
      ? 'sale s WHERE s.employer = @key'
      : 'sale s WHERE s.id IN (SELECT value FROM json_each(@key))';
  return `${PAPERS} FROM ${from} AND s.rowid > @after ORDER BY s.rowid LIMIT @size`;
}
