import type { DocumentState } from '../../../contract/domain/folds/document.ts';
import { refuse } from '../problem.ts';
import { stateOf } from '../queries/state.ts';
import type { Command, Writer } from './command.ts';
import { exceptionally } from './exceptional.ts';

/** 打印 / 补打 of any numbered paper: counted before the printer is asked, so that no second paper passes for the first. */
export const printPaper: Command<{ readonly document: string }> = {
  does: 'slip.printed',
  run(write, { document }) {
    if (stateOf<DocumentState>(write.db, 'document', document) === null)
      throw refuse('DOCUMENT', '没有找到这张单据。', '请在查单据里重新选择。');
    countPrint(write, document);
  },
};

/** From the second print on somebody may hold two papers of one thing, which a supervisor looks at again. */
export function countPrint(write: Writer, document: string): void {
  const printed = (stateOf<DocumentState>(write.db, 'document', document)?.prints ?? 0) > 0;
  write.append({
    type: 'slip.printed',
    payload: { document },
    entities: [{ kind: 'document', id: document }, ...(printed ? [exceptionally(write)] : [])],
  });
}
