import type { Copy, RestoreSource } from '../../../contract/app/backup.ts';
import { Badge } from '../../parts/badge.tsx';
import { type Column, PickTable } from '../../parts/row-table.tsx';
import { ageInWords, copyKinds, sizeInWords } from './words.ts';

/** What can be restored from: a whole copy, or the second copy without one. */
export type Choosable = {
  readonly source: RestoreSource;
  readonly name: string;
  readonly copy: Copy | null;
};

export function choosables(
  copies: readonly Copy[],
  folder: string | null,
  second: boolean,
): readonly Choosable[] {
  const whole = copies.map((copy) => ({
    source: { copy: copy.name, folder },
    name: `${copyKinds[copy.kind]}备份 ${timeOf(copy.at)}`,
    copy,
  }));
  const alone = { source: { copy: null, folder }, name: '只用第二份副本', copy: null };
  return second ? [...whole, alone] : whole;
}

function timeOf(at: number): string {
  return new Date(at).toLocaleString('zh-CN', { dateStyle: 'short', timeStyle: 'short' });
}

const columnsAt = (now: number): readonly Column<Choosable>[] => [
  { title: '备份', cell: ({ name }) => <span className="name">{name}</span> },
  {
    title: '多久以前',
    cell: ({ copy }) =>
      copy === null ? '随时更新' : ageInWords(Math.max(0, Math.floor((now - copy.at) / 1000))),
    figures: true,
  },
  { title: '大小', cell: ({ copy }) => (copy === null ? '' : sizeInWords(copy.bytes)), figures: true },
  {
    title: '核对',
    cell: ({ copy }) => (copy === null ? '恢复时逐条核对' : <Badge tone="good">已验证</Badge>),
  },
];

type Props = {
  readonly rows: readonly Choosable[];
  readonly now: number;
  readonly selected: string | null;
  readonly onSelect: (name: string) => void;
  readonly onOpen: (one: Choosable) => void;
  readonly takeFocus?: boolean;
};

/** Enter rehearses the restore of the chosen one. */
export function CopyList({ rows, now, selected, onSelect, onOpen, takeFocus = false }: Props) {
  return (
    <PickTable
      label="备份"
      columns={columnsAt(now)}
      rows={rows}
      keyOf={keyOf}
      selected={selected}
      onSelect={onSelect}
      takeFocus={takeFocus}
      onOpen={onOpen}
    />
  );
}

export const keyOf = ({ source }: Choosable) => source.copy ?? 'second';
