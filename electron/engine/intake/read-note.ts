import { type CardNote, type CardNoteProblem, readCardNote } from '../../../contract/domain/card-note.ts';
import type { TakenRange } from '../../../contract/domain/card-note-overlap.ts';
import type { CardRange } from '../../../contract/domain/card-range.ts';
import { listType, type PeopleList } from '../../../contract/domain/list-type.ts';
import { fail, ok, type Result } from '../../../contract/domain/result.ts';
import type { Db } from '../database/open.ts';
import { sourceOf } from '../queries/card-receipts.ts';
import { knownIn } from '../queries/card-stock.ts';
import { type ReadPorts, readSpreadsheet } from './read-file.ts';
import type { FileProblem, Workbook } from './sheet.ts';

/** A delivery note as it stands against this PC's cards, and the cards it would bring in. */
export interface TakenNote {
  readonly note: CardNote;
  readonly accepted: readonly CardRange[];
}

/** Why nothing of a file is taken in; `PeopleList`: it was read, and is another of the city's lists. */
export type NoteProblem = FileProblem | PeopleList;

/** Reads a file in a process of its own and holds it against what was taken in before. Writes nothing. */
export async function readNote(
  ports: ReadPorts,
  db: Db,
  bytes: Uint8Array,
): Promise<Result<TakenNote, NoteProblem>> {
  const reading = await readSpreadsheet(bytes, ports);
  if (!reading.ok) return reading;
  return judgeNote(reading.value.workbook, db);
}

/** Twice through the pure rules: first which cards the note names, then against those of them that are known. */
function judgeNote({ sheets }: Workbook, db: Db): Result<TakenNote, NoteProblem> {
  const named = readCardNote(sheets, []);
  if (!named.ok) return fail(problemWith(sheets, named.error));
  const ranges = named.value.lines.flatMap((line) => line.range ?? []);
  const judged = readCardNote(sheets, takenAmong(ranges, db));
  if (!judged.ok) return fail(judged.error.kind);
  return ok({ note: judged.value, accepted: acceptedOf(judged.value) });
}

function problemWith(sheets: Workbook['sheets'], { kind }: CardNoteProblem): NoteProblem {
  const type = kind === 'file-no-header' ? listType(sheets) : null;
  return type === null || type === 'card-note' ? kind : type;
}

function acceptedOf(note: CardNote): readonly CardRange[] {
  return note.lines.flatMap((line) => (line.kind === 'accepted' ? [line.range] : []));
}

function takenAmong(ranges: readonly CardRange[], db: Db): readonly TakenRange[] {
  return ranges.flatMap((range) =>
    knownIn(db, range).map((known) => ({ range: known.range, source: sourceOf(db, known.receipt) })),
  );
}
