import { Button } from 'antd';
import { useState } from 'react';
import type { HeldSale } from '../../../contract/app/held.ts';
import { Badge } from '../../parts/badge.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { useKey } from '../../parts/keys.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { type Column, PickTable } from '../../parts/row-table.tsx';
import type { Held } from './use-held.ts';

function State({ sale }: { readonly sale: HeldSale }) {
  if (sale.released === '') return '卡号锁定中';
  return (
    <>
      <Badge tone="open">已释放</Badge>
      <small className="beneath">日终已释放，卡号已解锁，取出后请重新核对</small>
    </>
  );
}

const columns: readonly Column<HeldSale>[] = [
  { title: '单位和内容', cell: (sale) => <span className="name">{sale.title}</span> },
  { title: '挂单人', cell: (sale) => sale.clerk },
  { title: '时间', cell: (sale) => `${sale.day} ${sale.time}`, figures: true },
  { title: '状态', cell: (sale) => <State sale={sale} /> },
];

type AskProps = {
  readonly title: string;
  readonly words: string;
  readonly action: string;
  readonly held: Held;
  readonly onYes: () => void;
  readonly onClose: () => void;
};

function Yes({ action, held, onYes }: Omit<AskProps, 'onClose'>) {
  useKey({ keys: 'F9', label: action, run: onYes });
  return (
    <Button type="primary" data-first loading={held.busy} onClick={onYes}>
      {action} F9
    </Button>
  );
}

/** A question on top of the list; F9 says yes, Esc goes back to the list. */
function Question(props: AskProps) {
  const { title, words, held, onClose } = props;
  return (
    <Dialog title={title} onClose={onClose} actions={<Yes {...props} />}>
      <p>{words}</p>
      {held.problem !== null && <ProblemBox problem={held.problem} onDismiss={held.forget} />}
    </Dialog>
  );
}

type Asking = { readonly kind: 'drop' | 'change'; readonly sale: HeldSale };

function Asked({
  asking: { kind, sale },
  held,
  onClose,
}: {
  readonly asking: Asking;
  readonly held: Held;
  readonly onClose: () => void;
}) {
  const drop = async () => (await held.drop(sale.id)) && onClose();
  // Pressed again after a failure, the form may have been put aside already.
  const change = async () => (!held.occupied || (await held.hold())) && (await held.take(sale.id));
  const common = { held, onClose };
  return kind === 'drop' ? (
    <Question
      {...common}
      title="作废这笔挂单？"
      words={`“${sale.title}”填写的内容不再保留，卡号马上可以卖给别人。这笔没有收过款。`}
      action="作废"
      onYes={() => void drop()}
    />
  ) : (
    <Question
      {...common}
      title="先挂起现在这一单？"
      words={`售卡单里还有没办完的内容。先把它挂起，再取出“${sale.title}”。`}
      action="挂单并取出"
      onYes={() => void change()}
    />
  );
}

type Props = { readonly held: Held; readonly onClose: () => void };
type ListProps = Pick<Props, 'held'> & {
  /** A question lies on top of it; when it goes, the cursor comes back. */
  readonly covered: boolean;
  readonly row: HeldSale | undefined;
  readonly onSelect: (id: string) => void;
  readonly onTake: (sale: HeldSale) => void;
};

function List({ held, covered, row, onSelect, onTake }: ListProps) {
  if (held.list.length === 0) return <p className="empty">没有挂着的单。</p>;
  return (
    <PickTable
      label="挂单"
      columns={columns}
      rows={held.list}
      keyOf={(sale) => sale.id}
      selected={row?.id ?? null}
      onSelect={onSelect}
      takeFocus={!covered}
      onOpen={onTake}
    />
  );
}

function Actions({
  held,
  row,
  onTake,
  onDrop,
}: Omit<ListProps, 'onSelect' | 'covered'> & { onDrop: () => void }) {
  const none = row === undefined ? '没有挂着的单' : null;
  useKey({
    keys: 'Enter',
    label: '取出',
    run: () => row !== undefined && onTake(row),
    blocked: none,
    heard: true,
  });
  useKey({ keys: 'Delete', label: '作废', run: onDrop, blocked: none });
  if (row === undefined) return null;
  return (
    <>
      <Button type="primary" loading={held.busy} onClick={() => onTake(row)}>
        取出 Enter
      </Button>
      <Button danger disabled={held.busy} onClick={onDrop}>
        作废 Delete
      </Button>
    </>
  );
}

/** 取单: the sales put aside on this PC, the longest waiting first. */
export function HeldDialog({ held, onClose }: Props) {
  const [selected, setSelected] = useState<string | null>(null);
  const [asking, setAsking] = useState<Asking | null>(null);
  const row = held.list.find((sale) => sale.id === selected) ?? held.list[0];
  function take(sale: HeldSale): void {
    if (held.occupied) setAsking({ kind: 'change', sale });
    else void held.take(sale.id);
  }
  const drop = () => row !== undefined && setAsking({ kind: 'drop', sale: row });
  const actions = <Actions held={held} row={row} onTake={take} onDrop={drop} />;
  return (
    <Dialog title="取单" onClose={onClose} actions={actions}>
      {asking === null && held.problem !== null && (
        <ProblemBox problem={held.problem} onDismiss={held.forget} />
      )}
      <List held={held} covered={asking !== null} row={row} onSelect={setSelected} onTake={take} />
      {asking !== null && (
        <Asked
          asking={asking}
          held={held}
          onClose={() => {
            held.forget();
            setAsking(null);
          }}
        />
      )}
    </Dialog>
  );
}
