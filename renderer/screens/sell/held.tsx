import { Button } from 'antd';
import type { HeldSale } from '../../../contract/app/held.ts';
import { Badge } from '../../parts/badge.tsx';
import { useKey } from '../../parts/keys.ts';
import { ProblemBox, StandingNotice } from '../../parts/problem-box.tsx';
import { HeldDialog } from './held-dialog.tsx';
import type { Held } from './use-held.ts';

type Props = { readonly held: Held };

function isReleased(sale: HeldSale): boolean {
  return sale.released !== '';
}

/** Stays until each of them was taken up or given up. */
function Released({ list }: { readonly list: readonly HeldSale[] }) {
  const count = list.filter(isReleased).length;
  if (count === 0) return null;
  return (
    <StandingNotice
      problem={{
        happened: `有 ${count} 笔以前的挂单，日终已释放，卡号已解锁。`,
        safe: '这些单没有收过款，填写的内容都在。',
        todo: '按 Shift+F6 取出，重新核对卡号；不再需要的在那里作废。',
      }}
    />
  );
}

function whyBusy({ busy }: Held): string | null {
  return busy ? '正在挂单或取单' : null;
}

/** F6 and Shift+F6 with what they bring up. */
export function HeldPart({ held }: Props) {
  const { list, problem, opened, show } = held;
  const busy = whyBusy(held);
  useKey({ keys: 'F6', label: '挂单', run: () => void held.hold(), blocked: busy ?? held.whyNotHeld });
  useKey({ keys: 'Shift+F6', label: '取单', run: () => show(true), blocked: busy ?? held.whyNotMoved });
  return (
    <>
      {!opened && problem !== null && <ProblemBox problem={problem} onDismiss={held.forget} />}
      <Released list={list} />
      {opened && <HeldDialog held={held} onClose={() => show(false)} />}
    </>
  );
}

/** The same for a mouse, with how many wait. */
export function HeldButtons({ held }: Props) {
  const busy = whyBusy(held);
  const [notHeld, notMoved] = [busy ?? held.whyNotHeld, busy ?? held.whyNotMoved];
  const waiting = held.list.length;
  return (
    <div className="held-buttons">
      <Button disabled={notHeld !== null} title={notHeld ?? undefined} onClick={() => void held.hold()}>
        挂单 F6
      </Button>
      <Button disabled={notMoved !== null} title={notMoved ?? undefined} onClick={() => held.show(true)}>
        取单 Shift+F6
      </Button>
      {waiting > 0 && <Badge tone="open">挂着 {waiting} 笔</Badge>}
    </div>
  );
}
