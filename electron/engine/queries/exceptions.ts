import type { ExceptionRow, ExceptionsFilter } from '../../../contract/app/exceptions.ts';
import { exceptionKindOf } from '../../../contract/domain/exception-kinds.ts';
import type { ExceptionState } from '../../../contract/domain/folds/exception.ts';
import type { Db } from '../database/open.ts';
import { statement } from '../database/statement.ts';
import type { World } from '../world.ts';
import { whatHappened } from './exception-words.ts';
import { firstFitting } from './in-slices.ts';
import { wallTime } from './sales.ts';
import { nameOf, stateOf } from './state.ts';

const PAGE = 50;

interface Row {
  readonly id: string;
  readonly day: string;
  readonly at: number;
  readonly state: string;
}

const SLICE = `SELECT id, day, at, state FROM exception INDEXED BY exception_by_day_at
  WHERE day >= @from AND (day, at, id) < (@beforeDay, @beforeAt, @beforeId)
  ORDER BY day DESC, at DESC, id DESC LIMIT @size`;

/** A page of 例外事项, newest first. in: the last one of the page before. */
export async function exceptionPage(
  db: Db,
  timers: Pick<World['timers'], 'nextTurn'>,
  { kind, from, to }: ExceptionsFilter,
  after: string | null,
): Promise<{ readonly rows: ExceptionRow[]; readonly more: boolean }> {
  const slice = statement(db, SLICE);
  const shown = after === null ? null : stateOf<ExceptionState>(db, 'exception', after);
  const start =
    shown === null
      ? { id: '', day: `${to ?? ''}~`, at: 0 }
      : { id: after ?? '', day: shown.day, at: shown.at };
  const found = await firstFitting(timers, {
    read(last: Row | null, size) {
      const { id: beforeId, day: beforeDay, at: beforeAt } = last ?? start;
      return slice.all({ from: from ?? '', beforeDay, beforeAt, beforeId, size }) as Row[];
    },
    fits: (row) => kind === null || exceptionKindOf(JSON.parse(row.state)) === kind,
    most: PAGE + 1,
  });
  return { rows: found.slice(0, PAGE).map((row) => toRow(db, row)), more: found.length > PAGE };
}

function toRow(db: Db, { id, state }: Row): ExceptionRow {
  const exception = JSON.parse(state) as ExceptionState;
  const { day, at, by, approver } = exception;
  return {
    id,
    kind: exceptionKindOf(exception),
    businessDay: day,
    time: wallTime(db, at, day),
    by: by === 'device' ? '本机' : nameOf(db, by),
    approver: approver === null ? '' : nameOf(db, approver),
    what: whatHappened(db, exception),
    totalFen: sumOf(exception),
    document: paperOf(db, exception),
  };
}

/** Negative where the money went back, or was missing. */
function sumOf({ type, said }: ExceptionState): number | null {
  if (typeof said['differenceFen'] === 'number') return said['differenceFen'];
  const { cardsFen, booksFen } = said;
  if (typeof cardsFen !== 'number' || typeof booksFen !== 'number') return null;
  const sum = cardsFen + booksFen;
  return type === 'sale.made' ? sum : -sum;
}

/** The paper it names itself, that of a posting, or the one of the return that was decided on. */
function paperOf(db: Db, { document, said }: ExceptionState): string | null {
  if (document !== '') return document;
  const [posted] = Array.isArray(said['documents']) ? said['documents'] : [];
  if (typeof posted === 'string') return posted;
  const { sale } = said;
  if (typeof sale !== 'string') return null;
  return (
    (statement(db, 'SELECT document FROM sale WHERE id = ?').pluck().get(sale) as
      | string
      | null
      | undefined) ?? null
  );
}
