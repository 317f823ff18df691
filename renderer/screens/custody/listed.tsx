import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { TransferRow } from '../../../contract/app/stock.ts';
import { ask } from '../../engine.ts';
import { useKey } from '../../parts/keys.ts';
import { type Column, PickTable } from '../../parts/row-table.tsx';
import { transferColumns } from '../stock/transit.tsx';
import { PrintMove } from './print-move.tsx';

type Props = {
  /** What waits for this PC, or everything that is under way and who may take it back. */
  readonly kind: 'addressee' | 'sender';
  readonly onBack: () => void;
  readonly onOpen: (row: TransferRow) => void;
};

const words = {
  addressee: { name: '待签收', hint: 'Enter 清点签收', none: '没有发给本机或库房的货。' },
  sender: { name: '在途', hint: '本机发出的，Enter 收回', none: '没有在途的货。' },
} as const;

/** Why Enter does nothing here: the transfer is for somebody else. */
function mayOpen(row: TransferRow, kind: Props['kind']): boolean {
  return kind === 'addressee' ? row.mayAccept : row.mayTakeBack;
}

const takeBack: Column<TransferRow> = {
  title: '收回',
  cell: (row) => (row.mayTakeBack ? '可收回' : `由${row.from}收回`),
};

/** Transfers with something still in nobody's hands, oldest first. */
export function Listed({ kind, onBack, onOpen }: Props) {
  const open = useQuery(ask.custody.open.queryOptions());
  const [selected, setSelected] = useState<string | null>(null);
  const { name, hint, none } = words[kind];
  const rows = (open.data ?? []).filter((row) => kind === 'sender' || row.mayAccept);
  const row = rows.find(({ transfer }) => transfer === selected) ?? rows[0];
  useKey({ keys: 'Escape', label: '返回', run: onBack });
  return (
    <section className="panel" aria-label={name}>
      <div className="panel-head">
        <h2>{name}</h2>
        {rows.length > 0 && <p className="field-hint">↑ ↓ 选择，{hint}</p>}
        {row !== undefined && <PrintMove name="领用单" document={row.document} />}
      </div>
      {rows.length === 0 ? (
        <p>{none}</p>
      ) : (
        <PickTable
          label={name}
          columns={kind === 'sender' ? [...transferColumns, takeBack] : transferColumns}
          rows={rows}
          keyOf={(row) => row.transfer}
          mute={(row) => !mayOpen(row, kind)}
          selected={row?.transfer ?? null}
          onSelect={setSelected}
          onOpen={(row) => mayOpen(row, kind) && onOpen(row)}
          takeFocus
        />
      )}
    </section>
  );
}
