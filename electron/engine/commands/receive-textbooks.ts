import { refuse } from '../problem.ts';
import { courses } from '../queries/state.ts';
import type { Command } from './command.ts';
import { nextDocument } from './documents.ts';

export interface ReceiveTextbooks {
  readonly textbook: string;
  readonly quantity: number;
}

/** 教材入库: by quantity, into this PC's till. */
export const receiveTextbooks: Command<ReceiveTextbooks> = {
  does: 'textbooks.received',
  run(write, { textbook, quantity }) {
    const titles = courses(write.db).flatMap((course) => course.said.textbooks);
    if (!titles.some((title) => title.textbook === textbook)) {
      throw refuse('TEXTBOOK', '没有这种教材。', '请重新选择教材。');
    }
    const receipt = write.journal.nextId();
    const document = nextDocument(write);
    const holder = `till:${write.journal.identity.device}`;
    write.append({
      type: 'textbooks.received',
      payload: { receipt, document, textbook, holder, quantity },
      entities: [
        { kind: 'book-receipt', id: receipt },
        { kind: 'document', id: document },
      ],
    });
  },
};
