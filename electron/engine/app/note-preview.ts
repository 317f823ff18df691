import type { NotePreview } from '../../../contract/app/cards.ts';
import type { NoteLine } from '../../../contract/domain/card-note.ts';
import type { Db } from '../database/open.ts';
import {
  fileMessage,
  fileWarningMessage,
  type IntakeMessage,
  refusalMessage,
  warningMessage,
} from '../intake/messages.ts';
import type { NoteProblem, TakenNote } from '../intake/read-note.ts';
import { Refusal } from '../problem.ts';
import { receiptOfNote } from '../queries/card-receipts.ts';
import { courses } from '../queries/state.ts';

type Shown = Omit<NotePreview, 'preview' | 'fileName'>;

/** What the clerk reads before anything is written: every row with its fate, in words. */
export function notePreview(db: Db, day: string, { note }: TakenNote): Shown {
  const rows = note.lines.map(rowOf);
  const acceptedRows = rows.filter((row) => row.accepted).length;
  const seen = receiptOfNote(db, note.slipNumber);
  const again =
    seen === null ? [] : [`单号 ${seen.note} 的送卡单已于 ${seen.businessDay} 入过库（${seen.document}）。`];
  return {
    slipNumber: note.slipNumber,
    rows,
    acceptedRows,
    refusedRows: rows.length - acceptedRows,
    acceptedCards: note.acceptedCards,
    declaredCards: note.declaredCards,
    declaredAmountFen: note.declaredAmountFen,
    remarks: [...again, ...note.fileWarnings.map((warning) => sentence(fileWarningMessage(warning)))],
    // Cards of a course that has ended can't be sold any more, so nobody takes them in.
    courses: courses(db)
      .filter(({ said }) => said.to >= day)
      .map(({ said }) => ({ course: said.course, name: said.name })),
  };
}

function sentence({ happened, todo }: IntakeMessage): string {
  return `${happened}${todo}`;
}

function rowOf(line: NoteLine): NotePreview['rows'][number] {
  const { row, start, end, count } = line.stated;
  if (line.kind === 'refused') {
    const remarks = [...new Set(line.refusals.map((refusal) => sentence(refusalMessage(refusal))))];
    return { row, first: start, last: end, count, accepted: false, remarks };
  }
  const remarks = line.warnings.map((warning) => sentence(warningMessage(warning)));
  return { row, first: line.range.first, last: line.range.last, count: line.count, accepted: true, remarks };
}

/** A file of which nothing can be taken in. */
export function refusedFile(problem: NoteProblem): Refusal {
  return new Refusal({ code: problem, ...fileMessage(problem) });
}
