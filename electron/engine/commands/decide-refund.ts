import type { ReturnState } from '../../../contract/domain/folds/returns.ts';
import { whyNotDecided, whyNotPaid } from '../../../contract/domain/returns.ts';
import { refuse } from '../problem.ts';
import { notDecided, notPaid } from '../queries/return-words.ts';
import { stateOf } from '../queries/state.ts';
import type { Command } from './command.ts';
import { exceptionally } from './exceptional.ts';

export interface DecideRefund {
  readonly return: string;
  readonly decision: 'approved' | 'refused';
  readonly remark: string;
}

/** 退付审核, by a supervisor other than the one who wrote the request; a refusal says why. */
export const decideRefund: Command<DecideRefund> = {
  does: 'refund.decided',
  run(write, { return: id, decision, remark }) {
    const why = whyNotDecided(stateOf<ReturnState>(write.db, 'goods_return', id), write.actor);
    if (why !== null) throw notDecided(why);
    if (decision === 'refused' && remark.trim() === '')
      throw refuse('REMARK', '不予退付但没有写理由，没有保存。', '请写明理由，要告知购卡人。');
    write.append({
      type: 'refund.decided',
      payload: { return: id, decision, remark: remark.trim() },
      entities: [{ kind: 'return', id }, exceptionally(write)],
    });
  },
};

export interface PayRefund {
  readonly return: string;
  /** Number of finance's own paper. */
  readonly reference: string;
  /** The day finance paid. */
  readonly on: string;
}

/** 财政退付: what finance reported of its payment. */
export const payRefund: Command<PayRefund> = {
  does: 'refund.paid',
  run(write, { return: id, reference, on }) {
    const one = stateOf<ReturnState>(write.db, 'goods_return', id);
    const why = whyNotPaid(one);
    if (why !== null || one === null) throw notPaid(why ?? 'unknown');
    if (reference.trim() === '')
      throw refuse('REFERENCE', '没有填写财政退付凭证号，没有登记。', '请按财政的退付凭证填写。');
    if (on < one.day || on > write.businessDay)
      throw refuse(
        'DAY',
        `退付日期应在 ${one.day} 到 ${write.businessDay} 之间。`,
        '请按财政的退付凭证改正日期。',
      );
    write.append({
      type: 'refund.paid',
      payload: { return: id, reference: reference.trim(), on },
      entities: [{ kind: 'return', id }],
    });
  },
};
