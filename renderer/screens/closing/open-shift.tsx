import type { ClosingState } from '../../../contract/app/closing.ts';
import type { CashCount } from '../../../contract/domain/closing.ts';
import { engine } from '../../engine.ts';
import { yuan } from '../../parts/money.tsx';
import { CountForm } from './count-form.tsx';
import { useStep } from './use-step.ts';

type Props = { readonly state: ClosingState; readonly onDone: (state: ClosingState) => void };

/** 开班: what lies in the drawer, counted by whoever takes it over. */
export function OpenShift({ state, onDone }: Props) {
  const step = useStep((request, count: CashCount) => engine.closing.openShift({ request, count }), onDone);
  return (
    <CountForm label="开班" confirm="开班" step={step}>
      <p>点清钱柜里的备用金，逐个面额填张（枚）数，没有的空着，Enter 到下一格。</p>
      {state.left !== null && (
        <p>
          上一班留存 <strong className="figures">{yuan(state.left.leftFen)}</strong>（交班单{' '}
          {state.left.document}）。数目不同的，请先与交班人核对，再照实填写。
        </p>
      )}
    </CountForm>
  );
}
