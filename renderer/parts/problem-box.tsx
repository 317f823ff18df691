import { Button } from 'antd';
import { type ReactNode, useEffect, useRef } from 'react';
import type { Problem } from '../../contract/app/problem.ts';
import { useKey } from './keys.ts';

type Words = Omit<Problem, 'code'>;

function Body({ problem }: { readonly problem: Words }) {
  return (
    <div className="problem-words">
      <p className="problem-happened">{problem.happened}</p>
      <dl>
        <dt>数据</dt>
        <dd>{problem.safe}</dd>
        <dt>怎么办</dt>
        <dd>{problem.todo}</dd>
      </dl>
    </div>
  );
}

type Props = { readonly problem: Words; readonly onDismiss: () => void };

/** An error: stays until somebody dismisses it (Esc or the button) or the same step succeeds. */
export function ProblemBox({ problem, onDismiss }: Props) {
  useKey({ keys: 'Escape', label: '知道了', run: onDismiss });
  const box = useRef<HTMLDivElement>(null);
  // Braces: newer browsers return a promise here, which React would take for a clean-up function.
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <div className="problem" role="alert" tabIndex={-1} ref={box}>
      <Body problem={problem} />
      <Button onClick={onDismiss}>知道了</Button>
    </div>
  );
}

/** A lasting notice about this PC: nobody can wave it away, only settle it. */
export function StandingNotice({
  problem,
  children,
}: {
  readonly problem: Words;
  readonly children?: ReactNode;
}) {
  return (
    <div className="problem problem-standing" role="status">
      <Body problem={problem} />
      {children}
    </div>
  );
}
