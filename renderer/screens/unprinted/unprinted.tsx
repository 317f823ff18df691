import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useLayoutEffect, useRef } from 'react';
import type { PaperRow } from '../../../contract/app/posting.ts';
import { ask } from '../../engine.ts';
import { useKey } from '../../parts/keys.ts';
import { More } from '../../parts/more.tsx';
import { usePickedRow } from '../../parts/pages.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { type Column, PickTable } from '../../parts/row-table.tsx';
import { Screen, Waiting } from '../../parts/screen.tsx';
import { problemOf } from '../../problem.ts';
import { documentColumn, paperColumns } from '../posting/columns.tsx';
import { usePrint } from '../slip/use-print.ts';

const keyOf = (row: PaperRow) => row.document;

const columns: readonly Column<PaperRow>[] = [
  documentColumn,
  {
    title: '业务日期',
    cell: (row) => (
      <>
        {row.businessDay}
        <small className="beneath">{row.time}</small>
      </>
    ),
    figures: true,
  },
  ...paperColumns,
  { title: '经办人', cell: (row) => row.clerk, figures: true },
];

function usePapers() {
  return useInfiniteQuery(
    ask.posting.unprinted.infiniteOptions({
      input: (after: string | null) => ({ after }),
      initialPageParam: null as string | null,
      getNextPageParam: ({ rows, more }) => (more ? (rows.at(-1)?.document ?? null) : null),
    }),
  );
}

type PrintProps = { readonly paper: PaperRow; readonly trigger: { current: () => void } };

/** One per paper, so that a press repeated on another paper is another print. */
function Print({ paper, trigger }: PrintProps) {
  const { print, busy, problem, forget } = usePrint(paper.document);
  useLayoutEffect(() => {
    trigger.current = print;
  });
  useKey({ keys: 'F8', label: '打印', run: print, blocked: busy ? '正在打印' : null });
  return (
    <>
      {problem !== null && <ProblemBox problem={problem} onDismiss={forget} />}
      <div className="list-tools">
        <Button type="primary" loading={busy} onClick={print}>
          打印 Enter
        </Button>
      </div>
    </>
  );
}

/** 已售未打印: slips no printer was asked for yet. Only printing takes one off; Enter prints one after the other. */
export function Unprinted() {
  const papers = usePapers();
  const { rows, row, selected, select } = usePickedRow(papers, keyOf);
  const trigger = useRef<() => void>(() => undefined);
  return (
    <Screen title="待打印" note="已办好、还没打印的单据。↑ ↓ 选择，按 Enter 一张接一张打印">
      {papers.error !== null && (
        <ProblemBox problem={problemOf(papers.error)} onDismiss={() => void papers.refetch()} />
      )}
      {papers.isPending && <Waiting label="正在读取待打印的单据" />}
      {papers.isSuccess && row === undefined && <p className="empty">没有待打印的单据，都打印过了。</p>}
      {row !== undefined && (
        <>
          <Print key={row.document} paper={row} trigger={trigger} />
          <PickTable
            // Drawn anew with every answer: the cursor then stands on the paper that follows a printed one.
            key={papers.dataUpdatedAt}
            label="待打印的单据"
            columns={columns}
            rows={rows}
            keyOf={keyOf}
            selected={selected}
            onSelect={select}
            takeFocus
            onOpen={() => trigger.current()}
          />
          <More shown={rows.length} pages={papers} />
        </>
      )}
    </Screen>
  );
}
