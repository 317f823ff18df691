import type { NotePreview } from '../../../contract/app/cards.ts';
import { type CardRange, countCards, mergeRanges } from '../../../contract/domain/card-range.ts';
import { MOST_CARDS_AN_INTAKE as MOST_CARDS } from '../../../contract/domain/intake-lines.ts';
import { toHex } from '../../../wire/bytes.ts';
import { MOST_RUNS, receiveCards } from '../commands/receive-cards.ts';
import type { Documents } from '../documents/documents.ts';
import { readNote, type TakenNote } from '../intake/read-note.ts';
import { refuse } from '../problem.ts';
import { businessDayOf } from '../queries/state.ts';
import type { Seat } from '../seat.ts';
import type { World } from '../world.ts';
import { madeReceipt } from './made-receipt.ts';
import { notePreview, refusedFile } from './note-preview.ts';
import { procedures } from './procedures.ts';
import { refusedRows, refusedRowsName } from './refused-rows.ts';

const on = procedures.cards;

/** Previews wait here to be taken in and for their refused rows to be given back; the file itself is never kept. */
const MOST_PREVIEWS = 5;

type Previewed = TakenNote & { readonly fileName: string };

/** in: the maker of documents, which works in a thread of its own. */
export function createCardProcedures(world: World, documents: Documents) {
  const previews = new Map<string, Previewed>();

  async function preview(seat: Seat, fileName: string, bytes: Uint8Array): Promise<NotePreview> {
    const { db, journal } = seat.city();
    const read = await readNote(world, db, bytes);
    if (!read.ok) throw refusedFile(read.error);
    refuseTooMuch(read.value.accepted);
    const id = toHex(world.random(16));
    previews.set(id, { ...read.value, fileName });
    for (const old of [...previews.keys()].slice(0, -MOST_PREVIEWS)) previews.delete(old);
    return {
      preview: id,
      fileName,
      ...notePreview(db, businessDayOf(db, journal.identity.device), read.value),
    };
  }

  return {
    practiceFiles: on.practiceFiles.handler(({ context: { seat } }) =>
      practiceFiles(seat).map((name) => ({ name, title: name.replace(/\.\w+$/, '') })),
    ),
    previewNote: on.previewNote.handler(async ({ input, context: { seat } }) => {
      if (input.source === 'upload') {
        return preview(seat, input.file.name, new Uint8Array(await input.file.arrayBuffer()));
      }
      const bytes = practiceFiles(seat).includes(input.name)
        ? world.files.read(`${seat.practiceSamples}/${input.name}`)
        : null;
      if (bytes === null) throw refuse('FILE', '没有找到这个练习文件。', '请从列表里重新选择。');
      return preview(seat, input.name, bytes);
    }),
    commitNote: on.commitNote.handler(({ input, context: { seat } }) => {
      const { journal } = seat.city();
      const note = previews.get(input.preview);
      // A repeated press, also after a restart, has no preview any more, but its answer is in the journal.
      const made = note === undefined ? journal.byRequest(input.request) : takeIn(seat, note, input);
      if (made?.envelope.type !== 'cards.received') {
        throw refuse('PREVIEW', '预览已过期，还没有入库。', '请重新选择送卡单文件。');
      }
      return madeReceipt(seat, made);
    }),
    refusedRows: on.refusedRows.handler(async ({ input, context: { seat } }) => {
      const found = previews.get(input.preview);
      const { city } = seat.state();
      if (found === undefined || city === null) {
        throw refuse('PREVIEW', '预览已过期，没有导出。', '请重新选择送卡单文件，在预览里导出。');
      }
      const { note, fileName } = found;
      const bytes = await documents.textSheet(refusedRows(note, fileName, city));
      return { name: refusedRowsName(note, fileName), file: Buffer.from(bytes).toString('base64') };
    }),
  };
}

type Confirmed = {
  readonly course: string;
  readonly note: string;
  readonly into: 'till' | 'store';
  readonly request: string;
};

function takeIn(seat: Seat, { accepted }: TakenNote, { course, note, into, request }: Confirmed) {
  if (note.trim() === '') {
    throw refuse('NOTE', '没有填写送卡单号，还没有入库。', '请照纸质送卡单填写单号。');
  }
  return seat.perform(receiveCards, { course, note, into, ranges: accepted }, request);
}

/** What one intake can't take is said before the clerk confirms, not after. */
function refuseTooMuch(ranges: readonly CardRange[]): void {
  const [count, runs] = [countCards(ranges), mergeRanges(ranges).length];
  if (count <= MOST_CARDS && runs <= MOST_RUNS) return;
  throw refuse(
    'TOO_MANY',
    `这张送卡单有 ${count} 张卡、${runs} 个号段，一次最多入库 ${MOST_CARDS} 张、${MOST_RUNS} 个号段。`,
    '请让送卡单位分成几张出库单。',
  );
}

/** Offered only while practising; the real file dialog is the page's own. */
function practiceFiles(seat: Seat): readonly string[] {
  const { city } = seat.city();
  return city.said.practice ? seat.world.files.list(seat.practiceSamples) : [];
}
