import { refuse } from '../problem.ts';
import { titleOf } from '../queries/state.ts';
import type { Command } from './command.ts';
import { nextDocument } from './documents.ts';
import { holderFor, type Into, slipNumberFor } from './intake-rules.ts';

export interface ReceiveTextbooks {
  readonly textbook: string;
  /** Number of the supplier's slip; empty for opening stock. */
  readonly note: string;
  /** Left out: the own till. */
  readonly into?: Into;
  readonly quantity: number;
}

/** As many copies as one event names (contract/events/parts.ts). */
const MOST_COPIES = 100_000;

/** 教材入库: by quantity, into this PC's till or the point's store-room. */
export const receiveTextbooks: Command<ReceiveTextbooks> = {
  does: 'textbooks.received',
  run(write, { textbook, note: typed, into = 'till', quantity }) {
    const note = slipNumberFor(write, typed);
    if (!(quantity >= 1 && quantity <= MOST_COPIES)) {
      throw refuse(
        'QUANTITY',
        `教材数量要在 1 到 ${MOST_COPIES} 本之间，这次没有入库。`,
        '请清点后重新填写数量。',
      );
    }
    if (titleOf(write.db, textbook) === null) {
      throw refuse('TEXTBOOK', '没有这种教材。', '请重新选择教材。');
    }
    const receipt = write.journal.nextId();
    const document = nextDocument(write);
    const holder = holderFor(write, into);
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
