import { Button } from 'antd';
import { Dialog } from '../../parts/dialog.tsx';
import { useKey } from '../../parts/keys.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { problemOf } from '../../problem.ts';
import { useOpenDay } from '../../session.ts';

type Props = {
  /** The wall's day. */
  readonly day: string;
  /** The business day so far; empty at a PC that just joined. */
  readonly now: string;
  /** Goes on with the day so far; at a new PC, where there is none, locks. */
  readonly onLater: () => void;
};

/** 确认业务日期: whoever signs in first on a new day says that the PC's date is right, or has it set. */
export function DayDialog({ day, now, onLater }: Props) {
  const opening = useOpenDay(day);
  const { error, reset } = opening;
  return (
    <Dialog title="确认业务日期" onClose={onLater} actions={<Confirm day={day} opening={opening} />}>
      <div className="panel-text">
        <p>
          电脑的日期是 <strong className="figures">{day}</strong>
          {now === '' ? '，这台电脑还没有办过业务。' : `，业务日期还是 ${now}。`}
        </p>
        <p>从今天起办的业务都记在这一天，确认后不能往回改。日期不对的，先把电脑的日期调好，再重新登录。</p>
        <p>{now === '' ? '按 Esc 锁屏。' : `还要接着办 ${now} 的业务（例如补做日结），按 Esc 暂不更换。`}</p>
      </div>
      {error !== null && <ProblemBox problem={problemOf(error)} onDismiss={reset} />}
    </Dialog>
  );
}

/** In the dialog's own layer of keys. */
function Confirm({
  day,
  opening: { go, isPending },
}: {
  readonly day: string;
  readonly opening: ReturnType<typeof useOpenDay>;
}) {
  useKey({ keys: 'F9', label: '日期无误', run: go });
  return (
    <Button type="primary" loading={isPending} onClick={go} data-first>
      日期无误，开始 {day} F9
    </Button>
  );
}
