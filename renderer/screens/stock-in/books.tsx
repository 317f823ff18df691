import { Button, Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { parseQuantity } from '../../../contract/domain/quantity.ts';
import { engine } from '../../engine.ts';
import { Choice } from '../../parts/choice.tsx';
import { Field } from '../../parts/field.tsx';
import { focusField } from '../../parts/fields.ts';
import { useKey } from '../../parts/keys.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { useConfirm } from '../../parts/use-confirm.ts';
import type { FormProps } from './by-hand.tsx';
import { type Into, IntoField, NoteField } from './intake-fields.tsx';

function useBookForm({ choices, kind, onDone }: FormProps) {
  const only = choices.titles.length === 1 ? (choices.titles[0]?.textbook ?? null) : null;
  const [textbook, setTextbook] = useState<string | null>(only);
  const [note, setNote] = useState('');
  const [into, setInto] = useState<Into>('till');
  const [quantity, setQuantity] = useState('');
  const send = (request: string) =>
    engine.intake.receiveBooks({ request, kind, note, textbook: textbook ?? '', quantity, into });
  const intake = useConfirm(send, onDone);
  const wrong = quantity.trim() !== '' && parseQuantity(quantity) === null;
  let blocked: string | null = null;
  if (intake.busy) blocked = '正在入库';
  else if (textbook === null) blocked = '请先选择教材';
  else if (kind === 'delivery' && note.trim() === '') blocked = '请填写送货单号';
  else if (quantity.trim() === '' || wrong) blocked = '请填写清点到的本数';
  return {
    textbook,
    setTextbook,
    note,
    setNote,
    into,
    setInto,
    quantity,
    setQuantity,
    wrong,
    intake,
    blocked,
  };
}

/** 教材入库: a title of a course, and the copies that were counted. */
export function Books(props: FormProps) {
  const { choices, kind } = props;
  const form = useBookForm(props);
  const { intake, blocked } = form;
  const box = useRef<HTMLElement>(null);
  const confirm = () => blocked === null && intake.confirm();
  useKey({ keys: 'F9', label: '确认入库', run: confirm, blocked });
  const first = choices.titles.length > 1 ? 'title' : kind === 'delivery' ? 'note' : 'quantity';
  useEffect(() => focusField(box.current, first), [first]);
  return (
    <section className="panel" aria-label="教材入库" ref={box}>
      {intake.problem !== null && <ProblemBox problem={intake.problem} onDismiss={intake.forget} />}
      <fieldset className="hand" disabled={intake.held} aria-label="入库内容">
        <Choice
          label="教材"
          field="title"
          options={choices.titles.map((one) => ({ value: one.textbook, label: `《${one.title}》` }))}
          value={form.textbook}
          onChange={form.setTextbook}
        />
        {kind === 'delivery' && <NoteField value={form.note} onChange={form.setNote} />}
        {choices.storeRoom && <IntoField value={form.into} onChange={form.setInto} />}
        <Field
          label="数量（本）"
          htmlFor="quantity"
          hint="按清点到的实物填写"
          error={form.wrong ? '请填写 1 以上的整数。' : null}
        >
          <Input
            id="quantity"
            data-field="quantity"
            className="figures"
            autoComplete="off"
            inputMode="numeric"
            maxLength={20}
            aria-describedby="quantity-hint"
            aria-invalid={form.wrong}
            value={form.quantity}
            onChange={(event) => form.setQuantity(event.target.value)}
          />
        </Field>
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
        {blocked !== null && <span className="field-hint">{blocked}</span>}
      </div>
    </section>
  );
}
