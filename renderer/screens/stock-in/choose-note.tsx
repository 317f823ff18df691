import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useRef, useState } from 'react';
import { ask } from '../../engine.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { type Column, PickTable } from '../../parts/row-table.tsx';
import { problemOf } from '../../problem.ts';

export type NoteSource =
  | { readonly source: 'practice'; readonly name: string }
  | { readonly source: 'upload'; readonly file: File };

type Props = {
  readonly onChoose: (source: NoteSource) => void;
  /** The cursor goes into the list of samples, as when the screen was just opened. */
  readonly takeFocus: boolean;
};
type PracticeFile = { readonly name: string; readonly title: string };

const fileColumns: readonly Column<PracticeFile>[] = [
  { title: '样例', cell: (file) => <strong>{file.title}</strong> },
  { title: '文件名', cell: (file) => file.name, figures: true },
];

function PracticeFiles({ onChoose, takeFocus }: Props) {
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
        takeFocus={takeFocus}
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

function OwnFile({ onChoose }: Pick<Props, 'onChoose'>) {
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

/** Which delivery note: a practice sample, or a file of one's own. */
export function ChooseNote(props: Props) {
  return (
    <>
      <PracticeFiles {...props} />
      <OwnFile onChoose={props.onChoose} />
    </>
  );
}
