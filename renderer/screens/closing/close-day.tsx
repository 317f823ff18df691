import { Button } from 'antd';
import { useState } from 'react';
import type { ClosedRow, ClosingState } from '../../../contract/app/closing.ts';
import type { Approval } from '../../../contract/app/problem.ts';
import { engine } from '../../engine.ts';
import { ApprovalDialog } from '../../parts/approval.tsx';
import { useKey } from '../../parts/keys.ts';
import { useStep } from './use-step.ts';

type Props = { readonly state: ClosingState; readonly onDone: (row: ClosedRow) => void };

function whyNot({ unclosed, notHandedOver }: ClosingState): string | null {
  if (unclosed.length === 0) return '没有需要日结的营业日';
  return notHandedOver > 0 ? `还有 ${notHandedOver} 笔收款或退款没有交班` : null;
}

/** 日结 of the earliest day that is not closed; a colleague signs as the second name. */
export function CloseDay({ state, onDone }: Props) {
  const [approving, setApproving] = useState(false);
  const [day = ''] = state.unclosed;
  const step = useStep(
    (request, approval: Approval) => engine.closing.closeDay({ request, day, approval }),
    onDone,
  );
  const blocked = step.busy ? '正在日结' : whyNot(state);
  const go = () => blocked === null && setApproving(true);
  useKey({ keys: 'F9', label: '日结', run: go, blocked });
  const later = state.unclosed.slice(1);
  return (
    <section className="panel" aria-label="日结">
      {day === '' ? (
        <p className="panel-text">没有需要日结的营业日。有业务的日子才需要日结。</p>
      ) : (
        <div className="panel-text">
          <p>
            日结营业日 <strong className="figures">{day}</strong>。
            {day === state.day
              ? '结完马上进入下一个营业日，可以接着售卡；结过的日子数字不再变。'
              : '这一天已经过去，结完不影响今天的业务。'}
          </p>
          {later.length > 0 && <p>以后还要日结：{later.join('、')}，按先后一天一天结。</p>}
        </div>
      )}
      <div className="panel-foot">
        <Button
          data-first
          autoFocus
          type="primary"
          size="large"
          loading={step.busy}
          aria-disabled={blocked !== null}
          onClick={go}
        >
          日结 F9
        </Button>
        {blocked !== null && <span className="field-hint">{blocked}</span>}
      </div>
      {approving && (
        <ApprovalDialog
          what={`日结 ${day}`}
          approvers={state.approvers}
          busy={step.busy}
          problem={step.problem}
          onApprove={step.run}
          onForget={step.forget}
          onClose={() => setApproving(false)}
        />
      )}
    </section>
  );
}
