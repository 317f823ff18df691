import { useState } from 'react';

type Pages<R> = {
  readonly data: { readonly pages: readonly { readonly rows: readonly R[] }[] } | undefined;
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly fetchNextPage: () => unknown;
};

/**
 * A list that comes a page a time: the next one is fetched when the cursor stands on the last row. The row under the
 * cursor stays chosen while it is there; when it goes, its place falls to what follows it.
 */
export function usePickedRow<R>(pages: Pages<R>, keyOf: (row: R) => string) {
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? [];
  const [place, setPlace] = useState<{ readonly key: string; readonly at: number } | null>(null);
  const at = rows.findIndex((row) => keyOf(row) === place?.key);
  const row = rows[at] ?? rows[Math.min(place?.at ?? 0, rows.length - 1)];
  function select(key: string): void {
    const index = rows.findIndex((one) => keyOf(one) === key);
    setPlace({ key, at: index });
    if (index === rows.length - 1 && pages.hasNextPage && !pages.isFetchingNextPage) pages.fetchNextPage();
  }
  return { rows, row, selected: row === undefined ? null : keyOf(row), select };
}
