import { Component, type ReactNode } from 'react';
import type { Problem } from '../../contract/app/problem.ts';
import { StandingNotice } from './problem-box.tsx';

type Props = { readonly problem: Omit<Problem, 'code'>; readonly children?: ReactNode };

/** The whole page when there is nothing else to show. */
export function Broken({ problem, children }: Props) {
  return (
    <main className="lone">
      <h1>公需柜台</h1>
      <StandingNotice problem={problem} />
      {children}
    </main>
  );
}

const drawingFailed = {
  happened: '页面显示出错，停在了这里。',
  safe: '已经办成的业务都保存在本机，不会丢失；没有按“收款”的填写内容需要重填。',
  todo: '请关闭本程序再打开；若又停在同一处，请记下步骤，联系管理员。',
};

/** A fault in drawing ends here in words instead of on an empty page. */
export class CatchBroken extends Component<{ readonly children: ReactNode }, { readonly broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    return this.state.broken ? <Broken problem={drawingFailed} /> : this.props.children;
  }
}
