import {
  type FocusEvent,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useRef,
} from 'react';
import { isComposing } from './keys.ts';

export type Column<T> = {
  readonly title: string;
  readonly cell: (row: T) => ReactNode;
  readonly align?: 'right';
  /** Numbers and codes: figures of one width, never broken. */
  readonly figures?: boolean;
};

type Props<T> = {
  readonly label: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly keyOf: (row: T) => string;
  readonly mute?: (row: T) => boolean;
};

function classOf<T>(column: Column<T>): string | undefined {
  return (
    [column.align === 'right' && 'right', column.figures === true && 'figures'].filter(Boolean).join(' ') ||
    undefined
  );
}

function Head<T>({ columns }: { readonly columns: readonly Column<T>[] }) {
  return (
    <thead>
      <tr>
        {columns.map((column) => (
          <th key={column.title} scope="col" className={classOf(column)}>
            {column.title}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function cells<T>(columns: readonly Column<T>[], row: T) {
  return columns.map((column) => (
    <td key={column.title} className={classOf(column)} data-title={column.title}>
      {column.cell(row)}
    </td>
  ));
}

/** Rows to read. */
export function RowTable<T>({ label, columns, rows, keyOf, mute }: Props<T>) {
  return (
    <table className="rows" aria-label={label}>
      <Head columns={columns} />
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)} className={mute?.(row) === true ? 'muted' : undefined}>
            {cells(columns, row)}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type PickProps<T> = Props<T> & {
  readonly selected: string | null;
  readonly onSelect: (key: string) => void;
  readonly onOpen: (row: T) => void;
  /** The cursor goes into the table as soon as it is there. */
  readonly takeFocus?: boolean;
  /** One click opens, where looking at a row costs nothing. */
  readonly openOnClick?: boolean;
};

const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 10,
  PageUp: -10,
  Home: -1e9,
  End: 1e9,
};

// ARIA's pattern for a table whose rows are chosen; readers announce the chosen row only in a grid.
const grid = { role: 'grid' } as const;

/** A row that leaves the list under the cursor hands it to the row that is chosen then, instead of to nothing. */
function useHandedOn(body: RefObject<HTMLTableSectionElement | null>, at: number) {
  const held = useRef<HTMLElement | null>(null);
  useEffect(() => {
    const lost = held.current?.isConnected === false && document.activeElement === document.body;
    if (lost) (body.current?.rows[at] as HTMLElement | undefined)?.focus();
  });
  return (event: FocusEvent<HTMLElement>) => {
    held.current = event.currentTarget;
  };
}

/** Rows to choose from: arrow keys move, Enter or a double click opens. */
export function PickTable<T>(props: PickProps<T>) {
  const { label, columns, rows, keyOf, mute, selected, onSelect, onOpen } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  const at = Math.max(
    0,
    rows.findIndex((row) => keyOf(row) === selected),
  );
  useEffect(() => {
    const inTable = body.current?.contains(document.activeElement) ?? false;
    if (inTable) (body.current?.rows[at] as HTMLElement | undefined)?.focus();
  }, [at]);
  const hold = useHandedOn(body, at);
  const takeFocus = props.takeFocus === true;
  useEffect(() => {
    if (takeFocus) body.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  }, [takeFocus]);
  function onKeyDown(event: KeyboardEvent): void {
    if (isComposing(event.nativeEvent)) return;
    const row = rows[at];
    if (event.key === 'Enter' && row !== undefined) onOpen(row);
    const by = STEPS[event.key];
    const next = by === undefined ? undefined : rows[Math.min(rows.length - 1, Math.max(0, at + by))];
    if (next !== undefined) onSelect(keyOf(next));
    if (event.key === 'Enter' || next !== undefined) event.preventDefault();
  }
  return (
    <table className="rows rows-pick" {...grid} aria-label={label}>
      <Head columns={columns} />
      <tbody ref={body} onKeyDown={onKeyDown}>
        {rows.map((row, index) => (
          <tr
            key={keyOf(row)}
            className={mute?.(row) === true ? 'muted' : undefined}
            aria-selected={index === at}
            tabIndex={index === at ? 0 : -1}
            onClick={() => (props.openOnClick === true ? onOpen(row) : onSelect(keyOf(row)))}
            onFocus={(event) => {
              hold(event);
              onSelect(keyOf(row));
            }}
            onDoubleClick={() => onOpen(row)}
          >
            {cells(columns, row)}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
