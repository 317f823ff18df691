import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useDeferredValue, useEffect, useRef, useState } from 'react';
import type { IntakeChoices } from '../../../contract/app/intake.ts';
import type { ReceiptRow } from '../../../contract/app/receipts.ts';
import { ask, engine } from '../../engine.ts';
import { Choice } from '../../parts/choice.tsx';
import { focusField } from '../../parts/fields.ts';
import { useKey } from '../../parts/keys.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { useConfirm } from '../../parts/use-confirm.ts';
import { HandLines } from './hand-lines.tsx';
import { type Into, IntoField, NoteField } from './intake-fields.tsx';
import { blankLine, isBlank, type Line } from './lines.ts';

export type FormProps = {
  readonly choices: IntakeChoices;
  /** 期初库存 has no supplier's slip. */
  readonly kind: 'delivery' | 'opening';
  readonly onDone: (row: ReceiptRow) => void;
};

const typedOf = (lines: readonly Line[]) => lines.map(({ start, end, count }) => ({ start, end, count }));

function useCheck(course: string | null, note: string, lines: readonly Line[]) {
  // Typing never waits for the check; the check may wait for typing.
  const asked = useDeferredValue(lines);
  const input = { course: course ?? '', note, lines: typedOf(asked) };
  const check = useQuery({
    ...ask.intake.checkCards.queryOptions({ input, placeholderData: keepPreviousData }),
    enabled: course !== null,
  });
  const settled = asked === lines && !check.isPlaceholderData;
  return { ...(check.data ?? { lines: [], count: 0, remarks: [] }), problem: check.error, settled };
}

/** What keeps the intake from being sent, in the order of the form. */
function whyBlocked(form: {
  readonly busy: boolean;
  readonly course: string | null;
  readonly note: string | null;
  readonly lines: readonly Line[];
  readonly refused: boolean;
}): string | null {
  if (form.busy) return '正在入库';
  if (form.course === null) return '请先选择科目';
  if (form.note?.trim() === '') return '请填写送货单号';
  if (form.lines.every(isBlank)) return '请填写起号、止号、张数中的两项';
  return form.refused ? '有不能入库的行，请先改正' : null;
}

function useHandForm({ choices, kind, onDone }: FormProps) {
  const only = choices.courses.length === 1 ? (choices.courses[0]?.course ?? null) : null;
  const [course, setCourse] = useState<string | null>(only);
  const [note, setNote] = useState('');
  const [into, setInto] = useState<Into>('till');
  const [lines, setLines] = useState<readonly Line[]>(() => [blankLine()]);
  const checked = useCheck(course, note, lines);
  const send = (request: string) =>
    engine.intake.receiveCards({ request, kind, note, course: course ?? '', lines: typedOf(lines), into });
  const intake = useConfirm(send, onDone);
  // What spoke against an earlier state of the form says nothing about this one; the engine judges all lines again.
  const refused = checked.settled && checked.lines.some(({ reasons }) => reasons.length > 0);
  const needed = kind === 'delivery' ? note : null;
  const blocked = whyBlocked({ busy: intake.busy, course, note: needed, lines, refused });
  return { course, setCourse, note, setNote, into, setInto, lines, setLines, checked, intake, blocked };
}

/** 手工录入: cards of a delivery that came without a file, or opening stock. */
export function ByHand(props: FormProps) {
  const { choices, kind } = props;
  const form = useHandForm(props);
  const { intake, blocked, checked } = form;
  const box = useRef<HTMLElement>(null);
  const confirm = () => blocked === null && intake.confirm();
  useKey({ keys: 'F9', label: '确认入库', run: confirm, blocked });
  const first = choices.courses.length > 1 ? 'course' : kind === 'delivery' ? 'note' : 'start-0';
  useEffect(() => focusField(box.current, first), [first]);
  return (
    <section className="panel" aria-label="手工录入" ref={box}>
      {intake.problem !== null && <ProblemBox problem={intake.problem} onDismiss={intake.forget} />}
      <fieldset className="hand" disabled={intake.held} aria-label="入库内容">
        <Choice
          label="这批卡的科目"
          field="course"
          options={choices.courses.map((one) => ({ value: one.course, label: one.name }))}
          value={form.course}
          onChange={form.setCourse}
        />
        {kind === 'delivery' && <NoteField value={form.note} onChange={form.setNote} />}
        {choices.storeRoom && <IntoField value={form.into} onChange={form.setInto} />}
        {checked.remarks.map((remark) => (
          <p key={remark} className="remarks">
            {remark}
          </p>
        ))}
        <HandLines
          lines={form.lines}
          checked={checked.lines}
          onChange={form.setLines}
          onEnd={() => focusField(box.current, 'confirm')}
        />
      </fieldset>
      <div className="panel-foot">
        <Button
          data-field="confirm"
          type="primary"
          size="large"
          loading={intake.busy}
          aria-disabled={blocked !== null}
          onClick={confirm}
        >
          确认入库 F9
        </Button>
        <p className="panel-count">
          可入库 <strong className="figures">{checked.count.toLocaleString('zh-CN')}</strong> 张
        </p>
        {blocked !== null && <span className="field-hint">{blocked}</span>}
      </div>
    </section>
  );
}
