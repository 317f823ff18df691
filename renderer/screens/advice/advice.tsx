import { useState } from 'react';
import { Screen } from '../../parts/screen.tsx';
import { ScanTest } from '../scan-test/scan-test.tsx';
import { CantLogIn } from './cant-log-in.tsx';
import { Notice } from './notice.tsx';
import { PriceBoard } from './price-board.tsx';

const parts = [
  { name: '学员不能登录', body: <CantLogIn /> },
  { name: '通知要点', body: <Notice /> },
  { name: '收费公示', body: <PriceBoard /> },
  { name: '扫码枪测试', body: <ScanTest /> },
] as const;

/** Shift+F1: what learners ask at the counter, and what helps the counter itself. */
export function Advice() {
  const [now, setNow] = useState<(typeof parts)[number]>(parts[0]);
  return (
    <Screen title={now.name}>
      <nav className="advice-parts" aria-label="咨询公示">
        {parts.map((part) => (
          <button
            key={part.name}
            type="button"
            className="advice-part"
            aria-current={part === now ? 'true' : undefined}
            onClick={() => setNow(part)}
          >
            {part.name}
          </button>
        ))}
      </nav>
      {now.body}
    </Screen>
  );
}
