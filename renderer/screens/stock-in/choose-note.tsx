import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useRef, useState } from 'react';
import type { Receipt } from '../../../contract/app/cards.ts';
import { describeStock } from '../../../contract/domain/card-range.ts';
import { ask } from '../../engine.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { type Column, PickTable, RowTable } from '../../parts/row-table.tsx';
import { problemOf } from '../../problem.ts';
import { storedRanges } from './ranges.ts';

export type NoteSource =
  | { readonly source: 'practice'; readonly name: string }
  | { readonly source: 'upload'; readonly file: File };

type Props = { readonly onChoose: (source: NoteSource) => void };
type PracticeFile = { readonly name: string; readonly title: string };

const fileColumns: readonly Column<PracticeFile>[] = [
  { title: '样例', cell: (file) => <strong>{file.title}</strong> },
  { title: '文件名', cell: (file) => file.name, figures: true },
];

function PracticeFiles({ onChoose }: Props) {
  const files = useQuery(ask.cards.practiceFiles.queryOptions());
  const [selected, setSelected] = useState<string | null>(null);
  if (files.error !== null) {
    return <ProblemBox problem={problemOf(files.error)} onDismiss={() => void files.refetch()} />;
  }
  if (files.data === undefined || files.data.length === 0) return null;
  return (
    <section className="panel" aria-label="练习用的样例">
      <div className="panel-head">
        <h2>练习用的样例</h2>
        <p className="field-hint">↑ ↓ 选择，Enter 读取</p>
      </div>
      <PickTable
        label="样例文件"
        columns={fileColumns}
        rows={files.data}
        keyOf={(file) => file.name}
        selected={selected}
        onSelect={setSelected}
        onOpen={(file) => onChoose({ source: 'practice', name: file.name })}
        takeFocus
        openOnClick
      />
    </section>
  );
}

/** As the contract's upload: anything larger would be carried to the engine only to be refused there. */
const MOST_FILE_BYTES = 20 * 1024 * 1024;

const tooLarge = {
  happened: '这个文件太大：超过 20 MB。',
  safe: '文件里的内容一条也没有导入，已有数据不受影响。',
  todo: '请删去多余的空白行、列和图片，或分成几个文件再导入。',
};

function OwnFile({ onChoose }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const [refused, setRefused] = useState(false);
  function take(file: File | undefined): void {
    if (file === undefined) return;
    const fits = file.size <= MOST_FILE_BYTES;
    setRefused(!fits);
    if (fits) onChoose({ source: 'upload', file });
    // Else the browser would not report the same file chosen once more.
    else if (input.current !== null) input.current.value = '';
  }
  return (
    <>
      {refused && <ProblemBox problem={tooLarge} onDismiss={() => setRefused(false)} />}
      <section
        className="panel panel-file"
        aria-label="选择文件"
        onDrop={(event) => take(event.dataTransfer.files[0])}
      >
        <input
          ref={input}
          type="file"
          hidden
          aria-label="送卡单文件"
          accept=".xlsx,.xls,.xlsm,.et,.csv"
          onChange={(event) => take(event.target.files?.[0])}
        />
        <Button size="large" onClick={() => input.current?.click()}>
          选择文件…
        </Button>
        <p className="field-hint">Excel 或 WPS 表格，也可以把文件拖到这里</p>
      </section>
    </>
  );
}

const receiptColumns: readonly Column<Receipt>[] = [
  { title: '业务日期', cell: (receipt) => receipt.businessDay, figures: true },
  { title: '入库单号', cell: (receipt) => receipt.document, figures: true },
  { title: '送卡单号', cell: (receipt) => receipt.note, figures: true },
  { title: '科目', cell: (receipt) => receipt.courseName },
  {
    title: '号段',
    cell: (receipt) => <span className="figures">{describeStock(storedRanges(receipt.ranges))}</span>,
  },
  { title: '张数', cell: (receipt) => receipt.count.toLocaleString('zh-CN'), align: 'right', figures: true },
  { title: '经办人', cell: (receipt) => receipt.clerk },
];

function Receipts() {
  const receipts = useQuery(ask.cards.receipts.queryOptions());
  if (receipts.data === undefined || receipts.data.length === 0) return null;
  return (
    <section className="panel" aria-label="以往入库">
      <div className="panel-head">
        <h2>以往入库</h2>
      </div>
      <RowTable
        label="入库记录"
        columns={receiptColumns}
        rows={receipts.data}
        keyOf={(receipt) => receipt.receipt}
      />
    </section>
  );
}

/** Which delivery note: a practice sample, or a file of one's own. */
export function ChooseNote(props: Props) {
  return (
    <>
      <PracticeFiles {...props} />
      <OwnFile {...props} />
      <Receipts />
    </>
  );
}
