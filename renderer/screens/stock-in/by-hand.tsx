import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useRef } from 'react';
import type { IntakeChoices } from '../../../contract/app/intake.ts';
import type { ReceiptRow } from '../../../contract/app/receipts.ts';
import { ask, engine } from '../../engine.ts';
import { Choice } from '../../parts/choice.tsx';
import { DeedPanel } from '../../parts/deed-panel.tsx';
import { focusField } from '../../parts/fields.ts';
import { useConfirm } from '../../parts/use-confirm.ts';
import { type DraftForm, WithDraft } from '../../parts/with-draft.tsx';
import { chosenOr, type HandFields, handRules } from './drafts.ts';
import { HandLines } from './hand-lines.tsx';
import { IntoField, NoteField } from './intake-fields.tsx';
import { isBlank, type Line } from './lines.ts';

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

type Props = FormProps & { readonly draft: DraftForm<HandFields> };

function useHandForm({ choices, kind, onDone, draft }: Props) {
  const { note, into, lines } = draft.fields;
  const course = chosenOr(
    draft.fields.course,
    choices.courses.map((one) => one.course),
  );
  const checked = useCheck(course, note, lines);
  const send = (request: string) =>
    engine.intake.receiveCards({ request, kind, note, course: course ?? '', lines: typedOf(lines), into });
  const intake = useConfirm(send, onDone, draft.deed);
  // What spoke against an earlier state of the form says nothing about this one; the engine judges all lines again.
  const refused = checked.settled && checked.lines.some(({ reasons }) => reasons.length > 0);
  const needed = kind === 'delivery' ? note : null;
  const blocked = whyBlocked({ busy: intake.busy, course, note: needed, lines, refused });
  return { course, checked, intake, blocked };
}

/** 手工录入: cards of a delivery that came without a file, or opening stock. */
export function ByHand(props: FormProps) {
  return (
    <WithDraft kind={props.kind === 'opening' ? 'cardsOpening' : 'cardsDelivered'} rules={handRules}>
      {(draft) => <HandForm {...props} draft={draft} />}
    </WithDraft>
  );
}

function Count({ cards }: { readonly cards: number }) {
  return (
    <p className="panel-count">
      可入库 <strong className="figures">{cards.toLocaleString('zh-CN')}</strong> 张
    </p>
  );
}

function HandForm(props: Props) {
  const { choices, kind, draft } = props;
  const { fields, change } = draft;
  const { course, checked, intake, blocked } = useHandForm(props);
  const box = useRef<HTMLElement>(null);
  return (
    <DeedPanel
      name="手工录入"
      contents="入库内容"
      box={box}
      first={choices.courses.length > 1 ? 'course' : kind === 'delivery' ? 'note' : 'start-0'}
      verb="确认入库"
      form={intake}
      blocked={blocked}
      aside={<Count cards={checked.count} />}
    >
      <Choice
        label="这批卡的科目"
        field="course"
        options={choices.courses.map((one) => ({ value: one.course, label: one.name }))}
        value={course}
        onChange={(next) => change({ course: next })}
      />
      {kind === 'delivery' && <NoteField value={fields.note} onChange={(note) => change({ note })} />}
      {choices.storeRoom && <IntoField value={fields.into} onChange={(into) => change({ into })} />}
      {checked.remarks.map((remark) => (
        <p key={remark} className="remarks">
          {remark}
        </p>
      ))}
      <HandLines
        lines={fields.lines}
        checked={checked.lines}
        onChange={(lines) => change({ lines })}
        onEnd={() => focusField(box.current, 'confirm')}
      />
    </DeedPanel>
  );
}
