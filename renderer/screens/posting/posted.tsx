import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Button, Input, type InputRef } from 'antd';
import { useDeferredValue, useRef, useState } from 'react';
import type { PostedRow } from '../../../contract/app/posting.ts';
import { BOOKS_NOT_ENTERED } from '../../../contract/domain/posting.ts';
import { ask } from '../../engine.ts';
import { Field } from '../../parts/field.tsx';
import { useKey } from '../../parts/keys.ts';
import { More } from '../../parts/more.tsx';
import { usePickedRow } from '../../parts/pages.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { type Column, PickTable } from '../../parts/row-table.tsx';
import { Waiting } from '../../parts/screen.tsx';
import { problemOf } from '../../problem.ts';
import { documentColumn, paperColumns } from './columns.tsx';
import { WithdrawDialog } from './withdraw-dialog.tsx';

const keyOf = (row: PostedRow) => row.document;

const columns: readonly Column<PostedRow>[] = [
  { title: '平台单号', cell: (row) => <strong>{row.slip || BOOKS_NOT_ENTERED}</strong>, figures: true },
  {
    title: '登记',
    cell: (row) => (
      <>
        {row.postedDay}
        <small className="beneath">{row.postedBy}</small>
      </>
    ),
    figures: true,
  },
  documentColumn,
  { title: '业务日期', cell: (row) => row.businessDay, figures: true },
  ...paperColumns,
];

function usePosted(text: string) {
  return useInfiniteQuery(
    ask.posting.posted.infiniteOptions({
      input: (after: string | null) => ({ text, after }),
      initialPageParam: null as string | null,
      getNextPageParam: ({ rows, more }) => (more ? (rows.at(-1)?.document ?? null) : null),
      placeholderData: keepPreviousData,
    }),
  );
}

/** 已登记, what was ticked off last first, found by its regional number; a wrong tick can be withdrawn. */
export function Posted() {
  const [text, setText] = useState('');
  const papers = usePosted(useDeferredValue(text.trim()));
  const { rows, row, selected, select } = usePickedRow(papers, keyOf);
  const [withdrawing, setWithdrawing] = useState<PostedRow | null>(null);
  const box = useRef<InputRef>(null);
  useKey({ keys: 'F3', label: '查找', run: () => box.current?.focus({ cursor: 'all' }) });
  return (
    <>
      <div className="record-form">
        <Field label="查找平台单号 F3" htmlFor="posted-slip">
          <Input
            id="posted-slip"
            ref={box}
            autoFocus
            autoComplete="off"
            maxLength={60}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </Field>
        {row !== undefined && <Button onClick={() => setWithdrawing(row)}>撤销登记 Enter</Button>}
      </div>
      {papers.error !== null && (
        <ProblemBox problem={problemOf(papers.error)} onDismiss={() => void papers.refetch()} />
      )}
      {papers.isPending && <Waiting label="正在读取已登记的单据" />}
      {papers.isSuccess && row === undefined && (
        <p className="empty">{text === '' ? '还没有登记过。' : `没有平台单号含“${text}”的单据。`}</p>
      )}
      {row !== undefined && (
        <PickTable
          label="已登记的单据"
          columns={columns}
          rows={rows}
          keyOf={keyOf}
          selected={selected}
          onSelect={select}
          onOpen={setWithdrawing}
        />
      )}
      <More shown={rows.length} pages={papers} />
      {withdrawing !== null && <WithdrawDialog paper={withdrawing} onClose={() => setWithdrawing(null)} />}
    </>
  );
}
