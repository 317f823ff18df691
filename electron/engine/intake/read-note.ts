import { type CardNote, readCardNote } from '../../../contract/domain/card-note.ts';
import type { TakenRange } from '../../../contract/domain/card-note-overlap.ts';
import type { CardRange } from '../../../contract/domain/card-range.ts';
import type { Result } from '../../../contract/domain/result.ts';
import type { Db } from '../database/open.ts';
import { knownIn } from '../queries/card-stock.ts';
import { sourceOf } from '../queries/receipts.ts';
import { type ReadPorts, readSpreadsheet } from './read-file.ts';
import type { FileProblem, Workbook } from './sheet.ts';

/** A delivery note as it stands against this PC's cards, and the cards it would bring in. */
export interface TakenNote {
  readonly note: CardNote;
  readonly accepted: readonly CardRange[];
}

/** Reads a file in a process of its own and holds it against what was taken in before. Writes nothing. */
export async function readNote(
  ports: ReadPorts,
  db: Db,
  bytes: Uint8Array,
): Promise<Result<TakenNote, FileProblem>> {
  const reading = await readSpreadsheet(bytes, ports);
  if (!reading.ok) return reading;
  return judgeNote(reading.value.workbook, db);
}

/** Twice through the pure rules: first which cards the note names, then against those of them that are known. */
function judgeNote({ sheets }: Workbook, db: Db): Result<TakenNote, FileProblem> {
  const named = readCardNote(sheets, []);
  if (!named.ok) return { ok: false, error: named.error.kind };
  const ranges = named.value.lines.flatMap((line) => line.range ?? []);
  const judged = readCardNote(sheets, takenAmong(ranges, db));
  if (!judged.ok) return { ok: false, error: judged.error.kind };
  return { ok: true, value: { note: judged.value, accepted: acceptedOf(judged.value) } };
}

function acceptedOf(note: CardNote): readonly CardRange[] {
  return note.lines.flatMap((line) => (line.kind === 'accepted' ? [line.range] : []));
}

function takenAmong(ranges: readonly CardRange[], db: Db): readonly TakenRange[] {
  return ranges.flatMap((range) =>
    knownIn(db, range).map((known) => ({ range: known.range, source: sourceOf(db, known.receipt) })),
  );
}
