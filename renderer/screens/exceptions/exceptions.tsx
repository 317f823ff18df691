import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ExceptionRow, ExceptionsFilter } from '../../../contract/app/exceptions.ts';
import { type ExceptionKind, exceptionKinds } from '../../../contract/domain/exception-kinds.ts';
import { ask } from '../../engine.ts';
import { allDays, type DaysForm, daysOf } from '../../parts/days.ts';
import { Pick, PickDays } from '../../parts/filters.tsx';
import { yuan } from '../../parts/money.tsx';
import { More } from '../../parts/more.tsx';
import { usePickedRow } from '../../parts/pages.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { type Column, PickTable } from '../../parts/row-table.tsx';
import { Screen, Waiting } from '../../parts/screen.tsx';
import { problemOf } from '../../problem.ts';
import { Moment } from '../papers/columns.tsx';
import { PaperDialog } from '../papers/paper-dialog.tsx';
import { RowActions } from '../sales/actions.tsx';

type Form = DaysForm & { readonly kind: ExceptionKind | '' };

const kinds = { '': '全部', ...Object.fromEntries(exceptionKinds.map((kind) => [kind, kind])) } as Readonly<
  Record<Form['kind'], string>
>;

function useExceptions(filter: ExceptionsFilter | null) {
  const asked = filter ?? { kind: null, from: null, to: null };
  return useInfiniteQuery(
    ask.exceptions.list.infiniteOptions({
      input: (after: string | null) => ({ ...asked, after }),
      initialPageParam: null as string | null,
      getNextPageParam: ({ rows, more }) => (more ? (rows.at(-1)?.id ?? null) : null),
      enabled: filter !== null,
    }),
  );
}

type ExceptionPages = ReturnType<typeof useExceptions>;

/** 例外事项: what a supervisor looks at again, newest first; Enter opens its paper. */
export function Exceptions() {
  const state = useQuery(ask.session.state.queryOptions());
  const [form, setForm] = useState<Form>({ ...allDays, kind: '' });
  const days = daysOf(form, state.data?.city?.businessDay ?? '');
  const filter = days === null ? null : { ...days, kind: form.kind === '' ? null : form.kind };
  const pages = useExceptions(filter);
  const set = (part: Partial<Form>) => setForm({ ...form, ...part });
  return (
    <Screen title="例外事项" note="冲销、补打、区域外、迟登记等须复查的事。↑ ↓ 选择，Enter 看单据">
      <search className="filters">
        <Pick label="种类" value={form.kind} options={kinds} onChange={(kind) => set({ kind })} />
        <PickDays value={form} onChange={set} />
      </search>
      {pages.error !== null && (
        <ProblemBox problem={problemOf(pages.error)} onDismiss={() => void pages.refetch()} />
      )}
      {filter === null && <p className="empty">请填写日期，例如 2014-05-20。</p>}
      {filter !== null && pages.isPending && <Waiting label="正在读取例外事项" />}
      {filter !== null && pages.data !== undefined && (
        <ExceptionList
          key={JSON.stringify(filter)}
          pages={pages}
          takeFocus={form.days === 'all' && form.kind === ''}
        />
      )}
    </Screen>
  );
}

const keyOf = (row: ExceptionRow) => row.id;

type ListProps = { readonly pages: ExceptionPages; readonly takeFocus: boolean };

function ExceptionList({ pages, takeFocus }: ListProps) {
  const { rows, row, selected, select } = usePickedRow(pages, keyOf);
  const [open, setOpen] = useState<string | null>(null);
  if (row === undefined) {
    return (
      <p className="empty" role="status">
        没有符合条件的例外事项。
      </p>
    );
  }
  const blocked = row.document === null ? '这一项没有单据' : null;
  return (
    <>
      <RowActions
        actions={[{ name: '查看单据', keys: 'Enter', run: () => setOpen(row.document), blocked }]}
      />
      <PickTable
        label="例外事项"
        columns={columns}
        rows={rows}
        keyOf={keyOf}
        selected={selected}
        onSelect={select}
        takeFocus={takeFocus}
        onOpen={(one) => setOpen(one.document)}
      />
      <More shown={rows.length} pages={pages} />
      {open !== null && <PaperDialog document={open} onClose={() => setOpen(null)} />}
    </>
  );
}

const columns: readonly Column<ExceptionRow>[] = [
  { title: '业务日期', cell: (row) => <Moment {...row} />, figures: true },
  { title: '种类', cell: (row) => row.kind, figures: true },
  { title: '事项', cell: (row) => row.what },
  { title: '单号', cell: (row) => row.document ?? '', figures: true },
  {
    title: '金额',
    cell: (row) => (row.totalFen === null ? '' : yuan(row.totalFen)),
    align: 'right',
    figures: true,
  },
  { title: '经办人', cell: (row) => row.by, figures: true },
  { title: '批准人', cell: (row) => row.approver, figures: true },
];
