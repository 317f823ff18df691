import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DocumentRow, PapersFilter } from '../../../contract/app/papers.ts';
import { paperNames } from '../../../contract/domain/paper-kinds.ts';
import { ask } from '../../engine.ts';
import { allDays, type DaysForm, daysOf } from '../../parts/days.ts';
import { Pick, PickClerk, PickDays } from '../../parts/filters.tsx';
import { More } from '../../parts/more.tsx';
import { usePickedRow } from '../../parts/pages.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { PickTable } from '../../parts/row-table.tsx';
import { Screen, Waiting } from '../../parts/screen.tsx';
import { SearchBox } from '../../parts/search-box.tsx';
import { problemOf } from '../../problem.ts';
import { type RowAction, RowActions } from '../sales/actions.tsx';
import { paperColumns } from './columns.tsx';
import { PaperDialog } from './paper-dialog.tsx';

type Form = DaysForm & { readonly clerk: string; readonly kind: string };

const wholeList: Form = { ...allDays, clerk: '', kind: '' };
const kinds = { '': '全部', ...Object.fromEntries(paperNames.map((name) => [name, name])) };

function usePapers(filter: PapersFilter | null) {
  const asked = filter ?? { text: '', from: null, to: null, clerk: null, kind: null };
  return useInfiniteQuery(
    ask.papers.find.infiniteOptions({
      input: (after: string | null) => ({ ...asked, after }),
      initialPageParam: null as string | null,
      getNextPageParam: ({ rows, more }) => (more ? (rows.at(-1)?.document ?? null) : null),
      enabled: filter !== null,
    }),
  );
}

type PapersPages = ReturnType<typeof usePapers>;

function asked(text: string, form: Form, today: string): PapersFilter | null {
  const days = daysOf(form, today);
  const { clerk, kind } = form;
  return days === null ? null : { text, ...days, clerk: clerk || null, kind: kind || null };
}

/** 查单据: papers of every kind, newest first; any one is found, looked at and printed again. */
export function Papers() {
  const state = useQuery(ask.session.state.queryOptions());
  // Counts the searches: the answer to each takes the cursor, that to a filter leaves it where it is.
  const [search, setSearch] = useState({ text: '', nth: 0 });
  const [form, setForm] = useState(wholeList);
  const filled = asked(search.text, form, state.data?.city?.businessDay ?? '');
  const papers = usePapers(filled);
  const set = (part: Partial<Form>) => setForm({ ...form, ...part });
  const find = (text: string) => setSearch({ text, nth: search.nth + 1 });
  return (
    <Screen
      title="查单据"
      note="F3 查找，↑ ↓ 选择，Enter 看单据，F8 打印或补打；扫单据上的条码，在哪个画面都能打开"
    >
      <search className="filters">
        <SearchBox
          id="papers-search"
          placeholder="单号或其中一段、单位、经办人、卡号、金额，Enter 查找"
          onSearch={find}
          autoFocus
        />
        <Pick label="单据种类" value={form.kind} options={kinds} onChange={(kind) => set({ kind })} />
        <PickDays value={form} onChange={set} />
        <PickClerk value={form.clerk} onChange={(clerk) => set({ clerk })} />
      </search>
      {papers.error !== null && (
        <ProblemBox
          problem={problemOf(papers.error)}
          onDismiss={() => (search.text === '' ? void papers.refetch() : find(''))}
        />
      )}
      {filled === null && <p className="empty">请填写日期，例如 2014-05-20。</p>}
      {filled !== null && papers.isPending && <Waiting label="正在查找单据" />}
      {filled !== null && papers.data !== undefined && (
        <PapersList key={JSON.stringify([filled, search.nth])} pages={papers} takeFocus={search.nth > 0} />
      )}
    </Screen>
  );
}

const keyOf = (row: DocumentRow) => row.document;

type Open = { readonly document: string; readonly printNow: boolean };

function PapersList({ pages, takeFocus }: { readonly pages: PapersPages; readonly takeFocus: boolean }) {
  const { rows, row, selected, select } = usePickedRow(pages, keyOf);
  const [open, setOpen] = useState<Open | null>(null);
  if (row === undefined) {
    return (
      <p className="empty" role="status">
        没有找到符合条件的单据。
      </p>
    );
  }
  const { document, prints } = row;
  const actions: readonly RowAction[] = [
    { name: '查看单据', keys: 'Enter', run: () => setOpen({ document, printNow: false }) },
    {
      name: prints === 0 ? '打印' : '补打',
      keys: 'F8',
      primary: true,
      run: () => setOpen({ document, printNow: true }),
    },
  ];
  return (
    <>
      <RowActions actions={actions} />
      <PickTable
        label="单据"
        columns={paperColumns}
        rows={rows}
        keyOf={keyOf}
        mute={(one) => one.note === '已冲销'}
        selected={selected}
        onSelect={select}
        takeFocus={takeFocus}
        onOpen={(one) => setOpen({ document: one.document, printNow: false })}
      />
      <More shown={rows.length} pages={pages} />
      {open !== null && <PaperDialog {...open} onClose={() => setOpen(null)} />}
    </>
  );
}
