import type { PapersFilter } from '../../../contract/app/papers.ts';
import { typesOfPaper } from '../../../contract/domain/paper-kinds.ts';
import type { Db } from '../database/open.ts';
import { statement } from '../database/statement.ts';
import type { Journal } from '../journal/journal.ts';
import type { World } from '../world.ts';
import { type DocumentPath, documentPaths } from './document-paths.ts';
import { firstFitting, type Walk } from './in-slices.ts';

/** Documents on one page of the list. */
const PAGE = 50;

interface Where {
  readonly db: Db;
  readonly journal: Journal;
  readonly timers: Pick<World['timers'], 'nextTurn'>;
}

/** A number taken apart: `QZ1A-`, `20140520`, and all of it. */
interface Place {
  readonly series: string;
  readonly day: string;
  readonly id: string;
}

type Along = Exclude<DocumentPath, { kind: 'listed' }>;

/** What else must hold for a document of a path; `@key` is the path's own. */
const FITS: Readonly<Record<Along['kind'], string>> = {
  all: '1',
  day: '1',
  part: 'instr(id, @key) > 0',
  tail: 'substr(id, -length(@key)) = @key',
  clerks: "state ->> '$.about.by' IN (SELECT value FROM json_each(@key))",
  sum: "state ->> '$.about.fen' = CAST(@key AS INTEGER)",
};

const FILTER = `of IS NOT NULL AND (@type IS NULL OR of = @type)
  AND (@clerk IS NULL OR state ->> '$.about.by' = @clerk)`;

const SALE = 'sale.made';

/**
 * Along the primary key, in which the numbers of one series stand by day and serial; or along the index of the kinds
 * that are few among the sales.
 */
const ALONG = (kind: Along['kind'], type: string | null) => {
  const few = `document INDEXED BY document_by_of WHERE of = @type AND of <> '${SALE}' AND`;
  const from = type === null || type === SALE ? 'document WHERE' : few;
  return `SELECT id, ${FITS[kind]} AND ${FILTER} AS fits FROM ${from}
    id >= @from AND id < @before ORDER BY id DESC LIMIT @size`;
};

const LISTED = `SELECT id, ${FILTER} AS fits FROM document WHERE id IN (SELECT value FROM json_each(@key))`;

/**
 * A page of documents of every kind, newest business day first, and within a day by number downwards: an order that no
 * clock has a say in, and that every series stands in already. in: the last one of the page before. Refuses a name that
 * too many units bear.
 */
export async function findDocuments(
  where: Where,
  filter: PapersFilter,
  after: string | null,
): Promise<{ readonly ids: readonly string[]; readonly more: boolean }> {
  const found = new Set<string>();
  const last = after === null ? null : placeOf(after);
  for (const path of await documentPaths(where, filter.text)) {
    for (const walk of walksOf(where.db, path, filter, last)) {
      for (const { id } of await firstFitting(where.timers, walk)) found.add(id);
      await where.timers.nextTurn();
    }
  }
  const newestFirst = [...found].map(placeOf).sort(newerFirst);
  return { ids: newestFirst.slice(0, PAGE).map(({ id }) => id), more: newestFirst.length > PAGE };
}

interface Row {
  readonly id: string;
  readonly fits: number;
}

function walksOf(db: Db, path: DocumentPath, filter: PapersFilter, last: Place | null): readonly Walk<Row>[] {
  const types = filter.kind === null ? [null] : typesOfPaper(filter.kind);
  const read = types.flatMap((type) => {
    const narrowed = { type, clerk: filter.clerk };
    if (path.kind === 'listed') return [readListed(db, within(path.documents, filter, last), narrowed)];
    return seriesIn(db).map((series) => readAlong(db, path, spanOf(series, path, filter, last), narrowed));
  });
  return read.map((one) => ({ read: one, fits: (row) => row.fits === 1, most: PAGE + 1 }));
}

type Read = Walk<Row>['read'];

/** Numbers from the first up to, and without, the second. */
interface Span {
  readonly from: string;
  readonly before: string;
}

/** What the filter asks of a row itself. */
interface Narrowed {
  readonly type: string | null;
  readonly clerk: string | null;
}

function readAlong(db: Db, path: Along, span: Span, narrowed: Narrowed): Read {
  const slice = statement(db, ALONG(path.kind, narrowed.type));
  const fixed = { ...narrowed, key: 'key' in path ? path.key : '', from: span.from };
  return (last, size) => slice.all({ ...fixed, before: last?.id ?? span.before, size }) as Row[];
}

/** Those of the list within the days asked for and after the last one shown, newest first. */
function within(documents: readonly string[], filter: PapersFilter, last: Place | null): readonly string[] {
  const places = documents.map(placeOf).filter(({ series, id }) => {
    const { from, before } = spanOf(series, { kind: 'all' }, filter, last);
    return id >= from && id < before;
  });
  return places.sort(newerFirst).map(({ id }) => id);
}

function readListed(db: Db, ids: readonly string[], narrowed: Narrowed): Read {
  const slice = statement(db, LISTED);
  return (before, size) => {
    const start = before === null ? 0 : ids.indexOf(before.id) + 1;
    const next = ids.slice(start, start + size);
    const rows = slice.all({ ...narrowed, key: JSON.stringify(next) }) as Row[];
    const fits = new Map(rows.map((row) => [row.id, row.fits]));
    return next.map((id) => ({ id, fits: fits.get(id) ?? 0 }));
  };
}

/** The numbers of a series within the days asked for, and after the last one shown. */
function spanOf(series: string, path: Along, { from, to }: PapersFilter, last: Place | null): Span {
  const day = path.kind === 'day' ? compact(path.day) : null;
  const first = day !== null && day > compact(from) ? day : compact(from);
  const end = day !== null && (to === null || day < compact(to)) ? day : compact(to);
  const whole = `${series}${end}~`;
  const rest = last === null ? whole : endOf(series, last);
  return { from: series + first, before: rest < whole ? rest : whole };
}

/** What of a series comes after the last one shown: of its day, numbers of series that sort before, too. */
function endOf(series: string, last: Place): string {
  if (series === last.series) return last.id;
  return `${series}${last.day}-${series < last.series ? '~' : ''}`;
}

/** The series in the table, found by leaping from one to the next along the key. */
function seriesIn(db: Db): readonly string[] {
  const next = statement(db, 'SELECT id FROM document WHERE id >= ? ORDER BY id LIMIT 1').pluck();
  const found: string[] = [];
  for (let id = next.get('') as string | undefined; id !== undefined; ) {
    const { series } = placeOf(id);
    found.push(series);
    id = next.get(`${series}~`) as string | undefined;
  }
  return found;
}

function placeOf(id: string): Place {
  const [head = '', day = ''] = id.split('-');
  return { series: `${head}-`, day, id };
}

function compact(day: string | null): string {
  return day?.replaceAll('-', '') ?? '';
}

function newerFirst(a: Place, b: Place): number {
  if (a.day !== b.day) return a.day < b.day ? 1 : -1;
  return a.id < b.id ? 1 : -1;
}
