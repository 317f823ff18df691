import { tillOf } from '../journal/identity.ts';
import { refuse } from '../problem.ts';
import { courses } from '../queries/state.ts';
import type { Command } from './command.ts';
import { nextDocument } from './documents.ts';

export interface ReceiveTextbooks {
  readonly textbook: string;
  /** Number of the supplier's slip; empty for opening stock. */
  readonly note: string;
  readonly quantity: number;
}

/** 教材入库: by quantity, into this PC's till. */
export const receiveTextbooks: Command<ReceiveTextbooks> = {
  does: 'textbooks.received',
  run(write, { textbook, note, quantity }) {
    const titles = courses(write.db).flatMap((course) => course.said.textbooks);
    if (!titles.some((title) => title.textbook === textbook)) {
      throw refuse('TEXTBOOK', '没有这种教材。', '请重新选择教材。');
    }
    const receipt = write.journal.nextId();
    const document = nextDocument(write);
    const holder = tillOf(write.journal.identity);
    write.append({
      type: 'textbooks.received',
      payload: { receipt, document, textbook, note, holder, quantity },
      entities: [
        { kind: 'book-receipt', id: receipt },
        { kind: 'book-in', id: `${receipt}/${textbook}` },
        { kind: 'document', id: document },
      ],
    });
  },
};
