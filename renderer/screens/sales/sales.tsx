import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SalesFilter } from '../../../contract/app/sales.ts';
import { ask } from '../../engine.ts';
import { daysOf } from '../../parts/days.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Screen, Waiting } from '../../parts/screen.tsx';
import { SearchBox } from '../../parts/search-box.tsx';
import { problemOf } from '../../problem.ts';
import { type FormFilter, wholeList } from './filter.ts';
import { Filters } from './filters.tsx';
import { SalesList } from './list.tsx';

function useSales(filter: SalesFilter | null) {
  const asked = filter ?? { text: '', from: null, to: null, clerk: null, state: 'all' as const };
  return useInfiniteQuery(
    ask.sales.list.infiniteOptions({
      input: (after: string | null) => ({ ...asked, after }),
      initialPageParam: null as string | null,
      getNextPageParam: ({ rows, more }) => (more ? (rows.at(-1)?.sale ?? null) : null),
      enabled: filter !== null,
    }),
  );
}

export type SalesPages = ReturnType<typeof useSales>;

function asked(text: string, filter: FormFilter, today: string): SalesFilter | null {
  const days = daysOf(filter, today);
  const { clerk, state } = filter;
  return days === null ? null : { text, ...days, clerk: clerk === '' ? null : clerk, state };
}

/** What was sold at this counter, newest first, a page a time; any sale can be found, looked at and printed again. */
export function Sales({ onReturn }: { readonly onReturn: (document: string) => void }) {
  const state = useQuery(ask.session.state.queryOptions());
  // Counts the searches: the answer to each takes the cursor, that to a filter leaves it where it is.
  const [search, setSearch] = useState({ text: '', nth: 0 });
  const [filter, setFilter] = useState({ form: wholeList, nth: 0 });
  const { text, nth } = search;
  const filled = asked(text, filter.form, state.data?.city?.businessDay ?? '');
  const sales = useSales(filled);
  const find = (next: string) => setSearch({ text: next, nth: nth + 1 });
  const whole = text === '' && filter.form === wholeList;
  return (
    <Screen title="销售记录" note="F3 查找，↑ ↓ 选择，Enter 看单据，F8 打印或补打，Shift+F9 冲销或退卡">
      <Filters filter={filter.form} onChange={(form) => setFilter({ form, nth: nth + 1 })}>
        <SearchBox
          id="sales-search"
          placeholder="单号末几位、卡号、单位、经办人，Enter 查找"
          onSearch={find}
        />
      </Filters>
      {sales.error !== null && (
        <ProblemBox
          problem={problemOf(sales.error)}
          onDismiss={() => (text === '' ? void sales.refetch() : find(''))}
        />
      )}
      {filled === null && <p className="empty">请填写日期，例如 2014-05-20。</p>}
      {filled !== null && sales.isPending && <Waiting label="正在查找销售记录" />}
      {filled !== null && sales.data !== undefined && (
        <SalesList
          key={JSON.stringify([filled, nth])}
          pages={sales}
          onReturn={onReturn}
          takeFocus={nth >= filter.nth}
          nothing={whole ? '还没有售卡记录。按 F2 售卡。' : '没有找到符合条件的销售。'}
        />
      )}
    </Screen>
  );
}
