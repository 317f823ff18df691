import { useInfiniteQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { WaitingRow } from '../../../contract/app/posting.ts';
import { postedAs } from '../../../contract/domain/posting.ts';
import { ask } from '../../engine.ts';
import { Badge } from '../../parts/badge.tsx';
import { useKey } from '../../parts/keys.ts';
import { More } from '../../parts/more.tsx';
import { usePickedRow } from '../../parts/pages.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { type Column, PickTable } from '../../parts/row-table.tsx';
import { Waiting } from '../../parts/screen.tsx';
import { problemOf } from '../../problem.ts';
import { BooksAlone } from './books-alone.tsx';
import { documentColumn, isBooksAlone, paperColumns } from './columns.tsx';
import { RecordForm } from './record-form.tsx';
import { type Marks, useMarks } from './use-marks.ts';
import { useRecord } from './use-record.ts';
import { ageInWords } from './words.ts';

const keyOf = (row: WaitingRow) => row.document;

function Age({ row }: { readonly row: WaitingRow }) {
  const words = ageInWords(row.age);
  return row.late ? <Badge tone="bad">超期 · {words}</Badge> : words;
}

function columnsFor({ chosen, toggle }: Marks): readonly Column<WaitingRow>[] {
  return [
    {
      title: '选',
      cell: ({ document }) => (
        <input
          type="checkbox"
          className="mark"
          tabIndex={-1}
          aria-label={`选中 ${document}`}
          checked={chosen.includes(document)}
          onChange={() => toggle(document)}
        />
      ),
    },
    documentColumn,
    { title: '业务日期', cell: (row) => row.businessDay, figures: true },
    { title: '已等', cell: (row) => <Age row={row} />, figures: true },
    ...paperColumns,
  ];
}

function usePapers() {
  return useInfiniteQuery(
    ask.posting.waiting.infiniteOptions({
      input: (after: string | null) => ({ after }),
      initialPageParam: null as string | null,
      getNextPageParam: ({ rows, more }) => (more ? (rows.at(-1)?.document ?? null) : null),
    }),
  );
}

type Papers = ReturnType<typeof usePapers>;

/** 待登记, oldest first: papers are chosen, the regional number is typed once, F9 ticks them off. */
export function WaitingPapers() {
  const papers = usePapers();
  return (
    <>
      {papers.error !== null && (
        <ProblemBox problem={problemOf(papers.error)} onDismiss={() => void papers.refetch()} />
      )}
      {papers.isPending && <Waiting label="正在读取待登记的单据" />}
      {papers.isSuccess && <List papers={papers} />}
    </>
  );
}

function List({ papers }: { readonly papers: Papers }) {
  const { rows, row, selected, select } = usePickedRow(papers, keyOf);
  const marks = useMarks(rows.map(keyOf), selected);
  const slipField = useRef<HTMLInputElement>(null);
  // Counts the postings: after each the table is drawn anew and takes the cursor.
  const [done, setDone] = useState(0);
  const record = useRecord(() => {
    marks.clear();
    setDone((count) => count + 1);
  });
  const none = row === undefined ? '没有待登记的单据' : null;
  useKey({
    keys: 'Space',
    label: '选中',
    run: () => selected !== null && marks.toggle(selected),
    blocked: none,
    heard: true,
  });
  if (row === undefined) {
    return (
      <>
        <Done record={record} />
        <p className="empty">没有待登记的单据，都登记过了。</p>
      </>
    );
  }
  function toSlip(document: string): void {
    if (marks.chosen.length === 0) marks.add([document]);
    slipField.current?.focus();
  }
  return (
    <>
      <Done record={record} />
      {record.error !== null && <ProblemBox problem={problemOf(record.error)} onDismiss={record.reset} />}
      <RecordForm key={done} marks={marks} record={record} slipField={slipField} />
      <BooksAlone papers={rows.filter(isBooksAlone).map(keyOf)} marks={marks} record={record} />
      <div className="marked-rows" onKeyDownCapture={marks.onKeyDownCapture}>
        <PickTable
          key={done}
          label="待登记的单据"
          columns={columnsFor(marks)}
          rows={rows}
          keyOf={keyOf}
          selected={selected}
          onSelect={select}
          takeFocus
          onOpen={(one) => toSlip(one.document)}
        />
      </div>
      <More shown={rows.length} pages={papers} />
    </>
  );
}

function Done({ record }: { readonly record: ReturnType<typeof useRecord> }) {
  if (record.data === undefined) return null;
  const { documents, slip } = record.data;
  return (
    <p className="sold" role="status">
      <strong>已登记 {documents.length} 张</strong>
      <span>{postedAs(slip)} · 已保存</span>
    </p>
  );
}
