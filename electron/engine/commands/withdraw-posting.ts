import type { DocumentState } from '../../../contract/domain/folds/document.ts';
import { refuse } from '../problem.ts';
import { stateOf } from '../queries/state.ts';
import type { Command } from './command.ts';

/** 撤销登记: ticked off by mistake, the paper waits again. What was said before stays in the journal. */
export const withdrawPosting: Command<{ readonly document: string; readonly reason: string }> = {
  does: 'posting.withdrawn',
  run(write, { document, reason: typed }) {
    const reason = typed.trim();
    if (reason === '') throw refuse('REASON', '没有填写原因，登记没有撤销。', '请写明为什么撤销。');
    if (stateOf<DocumentState>(write.db, 'document', document)?.posted == null) {
      throw refuse('NOT_POSTED', `单据 ${document} 没有登记过，或登记已经撤销。`, '请在已登记里重新选择。');
    }
    write.append({
      type: 'posting.withdrawn',
      payload: { document, reason },
      entities: [{ kind: 'document', id: document }],
    });
  },
};
