import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { NotePreview } from '../../../contract/app/cards.ts';
import type { IntakeChoices } from '../../../contract/app/intake.ts';
import type { ReceiptRow } from '../../../contract/app/receipts.ts';
import { ask } from '../../engine.ts';
import { Badge } from '../../parts/badge.tsx';
import { Choice } from '../../parts/choice.tsx';
import { ConfirmFoot } from '../../parts/deed-panel.tsx';
import { focusField, useFieldWalk } from '../../parts/fields.ts';
import { useKey } from '../../parts/keys.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { type Column, RowTable } from '../../parts/row-table.tsx';
import { problemOf } from '../../problem.ts';
import { Counts } from './counts.tsx';
import type { Into } from './drafts.ts';
import { ExportButton, ExportProblem, useExportRefused } from './export-refused.tsx';
import { IntoField, NoteField } from './intake-fields.tsx';

type Row = NotePreview['rows'][number];

const columns: readonly Column<Row>[] = [
  { title: '行', cell: (row) => row.row, align: 'right', figures: true },
  { title: '起号', cell: (row) => row.first, figures: true },
  { title: '止号', cell: (row) => row.last, figures: true },
  { title: '张数', cell: (row) => row.count ?? '—', align: 'right', figures: true },
  {
    title: '结果',
    cell: (row) => <Badge tone={row.accepted ? 'good' : 'bad'}>{row.accepted ? '可入库' : '不收'}</Badge>,
  },
  { title: '说明', cell: (row) => row.remarks.map((remark) => <div key={remark}>{remark}</div>) },
];

type Props = {
  readonly preview: NotePreview;
  readonly request: string;
  readonly onBack: () => void;
  readonly onDone: (receipt: ReceiptRow) => void;
  readonly choices: IntakeChoices;
};

function whyBlocked(preview: NotePreview, course: string | null, note: string, busy: boolean): string | null {
  if (busy) return '正在入库';
  if (preview.acceptedCards === 0) return '没有可以入库的卡';
  if (note.trim() === '') return '请照纸质送卡单填写单号';
  return course === null ? '请先选择科目' : null;
}

function useConfirm({ preview, request, onDone }: Props) {
  const client = useQueryClient();
  const [course, setCourse] = useState(
    preview.courses.length === 1 ? (preview.courses[0]?.course ?? null) : null,
  );
  const commit = useMutation(
    ask.cards.commitNote.mutationOptions({
      onSuccess: (receipt) => {
        onDone(receipt);
        void client.invalidateQueries();
      },
    }),
  );
  const [note, setNote] = useState(preview.slipNumber);
  const [into, setInto] = useState<Into>('till');
  const blocked = whyBlocked(preview, course, note, commit.isPending);
  const confirm = () => {
    if (blocked !== null || course === null) return;
    commit.mutate({ request, preview: preview.preview, course, note: note.trim(), into });
  };
  return { course, setCourse, note, setNote, into, setInto, commit, blocked, confirm };
}

/** Everything counted before anything is written. */
export function Preview(props: Props) {
  const { preview, onBack } = props;
  const exporting = useExportRefused();
  const form = useConfirm(props);
  const { course, setCourse, commit, blocked, confirm } = form;
  useKey({ keys: 'Escape', label: '换一个文件', run: onBack });
  const box = useRef<HTMLElement>(null);
  const walk = useFieldWalk(box);
  // With one course only Enter is left to press; with several the clerk chooses first.
  const begin = preview.slipNumber === '' ? 'note' : preview.courses.length > 1 ? 'course' : 'confirm';
  useEffect(() => focusField(box.current, begin), [begin]);
  return (
    <>
      <section
        className="panel"
        aria-label="核对"
        ref={box}
        onKeyDown={(event) => event.key === 'Enter' && walk(event)}
      >
        <Counts preview={preview} />
        {preview.slipNumber === '' && <NoteField value={form.note} onChange={form.setNote} />}
        <Choice
          label="这批卡的科目"
          field="course"
          options={preview.courses.map((one) => ({ value: one.course, label: one.name }))}
          value={course}
          onChange={setCourse}
        />
        {props.choices.storeRoom && <IntoField value={form.into} onChange={form.setInto} />}
        {commit.error !== null && <ProblemBox problem={problemOf(commit.error)} onDismiss={commit.reset} />}
        <ExportProblem exporting={exporting} />
        <ConfirmFoot label="确认入库" busy={commit.isPending} blocked={blocked} onConfirm={confirm}>
          <Button size="large" onClick={onBack}>
            换一个文件 Esc
          </Button>
          <ExportButton preview={preview.preview} refusedRows={preview.refusedRows} exporting={exporting} />
        </ConfirmFoot>
      </section>
      <section className="panel" aria-label="逐行结果">
        <RowTable
          label="送卡单逐行结果"
          columns={columns}
          rows={preview.rows}
          keyOf={(row) => String(row.row)}
          mute={(row) => !row.accepted}
        />
      </section>
    </>
  );
}
