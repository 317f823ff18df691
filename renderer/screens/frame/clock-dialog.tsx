import { Button } from 'antd';
import type { ClockQuestion } from '../../../contract/app/session.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { useKey } from '../../parts/keys.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { problemOf } from '../../problem.ts';
import { useConfirmClock } from '../../session.ts';

type Props = { readonly clock: ClockQuestion; readonly onLock: () => void };

/** The clock went back or jumped: whoever sits here looks at it and says that it is right, or locks and has it set. */
export function ClockDialog({ clock: { kind, seen, shown }, onLock }: Props) {
  const confirming = useConfirmClock();
  const { error, reset } = confirming;
  return (
    <Dialog title="请核对电脑时间" onClose={onLock} actions={<Confirm confirming={confirming} />}>
      <div className="panel-text">
        <p>
          电脑现在显示 <strong className="figures">{shown}</strong>，{kind === 'back' ? '早于' : '远晚于'}
          上次见到的 <strong className="figures">{seen}</strong>。
        </p>
        <p>已办的业务都在，不受影响；业务日期也不会跟着变。</p>
        <p>
          时间不对的，按 Esc 锁屏，把电脑时间调好再登录。时间没有错的，按 F9 确认，这次确认会记入例外事项。
        </p>
      </div>
      {error !== null && <ProblemBox problem={problemOf(error)} onDismiss={reset} />}
    </Dialog>
  );
}

/** In the dialog's own layer of keys. */
function Confirm({ confirming }: { readonly confirming: ReturnType<typeof useConfirmClock> }) {
  const { go, isPending } = confirming;
  useKey({ keys: 'F9', label: '时间无误', run: go });
  return (
    <Button type="primary" loading={isPending} onClick={go} data-first>
      时间无误，继续 F9
    </Button>
  );
}
