import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { TransferRow } from '../../../contract/app/stock.ts';
import { ask } from '../../engine.ts';
import { Choice } from '../../parts/choice.tsx';
import { focusField, useFieldWalk } from '../../parts/fields.ts';
import { isComposing, useKey } from '../../parts/keys.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Screen, Waiting } from '../../parts/screen.tsx';
import { problemOf } from '../../problem.ts';
import { Accept } from './accept.tsx';
import { Dispatch } from './dispatch.tsx';
import { Listed } from './listed.tsx';

type Part = 'dispatch' | 'waiting' | 'transit';

/** One transfer being counted, by whom it was sent to or by who sent it. */
type Counting = { readonly row: TransferRow; readonly as: 'addressee' | 'sender' };

/** Never out of an older answer: somebody else may have accepted part of it since. */
function Count({
  counting: { row, as },
  onClose,
}: {
  readonly counting: Counting;
  readonly onClose: () => void;
}) {
  const sent = useQuery({
    ...ask.custody.sent.queryOptions({ input: { transfer: row.transfer } }),
    gcTime: 0,
    // What is being counted stays as it was when the counting began.
    staleTime: Number.POSITIVE_INFINITY,
  });
  useKey({ keys: 'Escape', label: '返回', run: onClose });
  if (sent.error !== null) return <ProblemBox problem={problemOf(sent.error)} onDismiss={onClose} />;
  if (sent.data === undefined) return <Waiting label="正在读取" />;
  return <Accept row={row} ranges={sent.data.ranges} as={as} onClose={onClose} />;
}

function Parts({
  waiting,
  onCount,
}: {
  readonly waiting: number;
  readonly onCount: (one: Counting) => void;
}) {
  const [part, setPart] = useState<Part>(waiting > 0 ? 'waiting' : 'dispatch');
  // Entered by Enter: only then does the cursor leave the choice.
  const [entered, setEntered] = useState(true);
  const box = useRef<HTMLElement>(null);
  const walk = useFieldWalk(box);
  const back = () => focusField(box.current, 'part');
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || isComposing(event.nativeEvent) || (entered && part === 'dispatch')) return;
    event.preventDefault();
    if (entered) box.current?.querySelector<HTMLElement>('[role="grid"] [tabindex="0"]')?.focus();
    setEntered(true);
  }
  return (
    <section aria-label="领用" ref={box} onKeyDown={walk}>
      <section className="panel" aria-label="领用事项" onKeyDown={onKeyDown}>
        <Choice<Part>
          label="办什么（↑ ↓ 选择，Enter 进入）"
          field="part"
          options={[
            { value: 'dispatch', label: '发出' },
            { value: 'waiting', label: waiting === 0 ? '待签收' : `待签收 ${waiting}` },
            { value: 'transit', label: '在途' },
          ]}
          value={part}
          onChange={(next) => {
            setEntered(false);
            setPart(next);
          }}
        />
      </section>
      {!entered && <p className="empty">按 Enter 进入。</p>}
      {entered && part === 'dispatch' && <Dispatch />}
      {entered && part === 'waiting' && (
        <Listed kind="addressee" onBack={back} onOpen={(row) => onCount({ row, as: 'addressee' })} />
      )}
      {entered && part === 'transit' && (
        <Listed kind="sender" onBack={back} onOpen={(row) => onCount({ row, as: 'sender' })} />
      )}
    </section>
  );
}

/** 领用: goods between the PCs and the store-room of this point, sent by one and accepted by another. */
export function Custody() {
  // Never out of an older answer: what waits decides where the cursor begins.
  const open = useQuery(ask.custody.open.queryOptions({ gcTime: 0 }));
  const [counting, setCounting] = useState<Counting | null>(null);
  const waiting = open.data?.filter((row) => row.mayAccept).length ?? 0;
  return (
    <Screen title="领用" note="本销售点各台电脑与库房之间转卡、转教材，一方发出，一方清点签收">
      {open.error !== null && (
        <ProblemBox problem={problemOf(open.error)} onDismiss={() => void open.refetch()} />
      )}
      {open.isPending && <Waiting label="正在读取" />}
      {open.data !== undefined && counting === null && <Parts waiting={waiting} onCount={setCounting} />}
      {counting !== null && <Count counting={counting} onClose={() => setCounting(null)} />}
    </Screen>
  );
}
