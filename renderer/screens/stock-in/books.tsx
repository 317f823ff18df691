import { Input } from 'antd';
import { useRef } from 'react';
import { parseQuantity } from '../../../contract/domain/quantity.ts';
import { engine } from '../../engine.ts';
import { Choice } from '../../parts/choice.tsx';
import { DeedPanel } from '../../parts/deed-panel.tsx';
import { Field } from '../../parts/field.tsx';
import { useConfirm } from '../../parts/use-confirm.ts';
import { type DraftForm, WithDraft } from '../../parts/with-draft.tsx';
import type { FormProps } from './by-hand.tsx';
import { type BookFields, bookRules, chosenOr } from './drafts.ts';
import { IntoField, NoteField } from './intake-fields.tsx';

type Props = FormProps & { readonly draft: DraftForm<BookFields> };

function useBookForm({ choices, kind, onDone, draft }: Props) {
  const { note, into, quantity } = draft.fields;
  const textbook = chosenOr(
    draft.fields.textbook,
    choices.titles.map((one) => one.textbook),
  );
  const send = (request: string) =>
    engine.intake.receiveBooks({ request, kind, note, textbook: textbook ?? '', quantity, into });
  const intake = useConfirm(send, onDone, draft.deed);
  const wrong = quantity.trim() !== '' && parseQuantity(quantity) === null;
  let blocked: string | null = null;
  if (intake.busy) blocked = '正在入库';
  else if (textbook === null) blocked = '请先选择教材';
  else if (kind === 'delivery' && note.trim() === '') blocked = '请填写送货单号';
  else if (quantity.trim() === '' || wrong) blocked = '请填写清点到的本数';
  return { textbook, wrong, intake, blocked };
}

/** 教材入库: a title of a course, and the copies that were counted. */
export function Books(props: FormProps) {
  return (
    <WithDraft kind={props.kind === 'opening' ? 'booksOpening' : 'booksDelivered'} rules={bookRules}>
      {(draft) => <BookForm {...props} draft={draft} />}
    </WithDraft>
  );
}

function BookForm(props: Props) {
  const { choices, kind, draft } = props;
  const { fields, change } = draft;
  const { textbook, wrong, intake, blocked } = useBookForm(props);
  const box = useRef<HTMLElement>(null);
  return (
    <DeedPanel
      name="教材入库"
      contents="入库内容"
      box={box}
      first={choices.titles.length > 1 ? 'title' : kind === 'delivery' ? 'note' : 'quantity'}
      verb="确认入库"
      form={intake}
      blocked={blocked}
    >
      <Choice
        label="教材"
        field="title"
        options={choices.titles.map((one) => ({ value: one.textbook, label: `《${one.title}》` }))}
        value={textbook}
        onChange={(next) => change({ textbook: next })}
      />
      {kind === 'delivery' && <NoteField value={fields.note} onChange={(note) => change({ note })} />}
      {choices.storeRoom && <IntoField value={fields.into} onChange={(into) => change({ into })} />}
      <Field
        label="数量（本）"
        htmlFor="quantity"
        hint="按清点到的实物填写"
        error={wrong ? '请填写 1 以上的整数。' : null}
      >
        <Input
          id="quantity"
          data-field="quantity"
          className="figures"
          autoComplete="off"
          inputMode="numeric"
          maxLength={20}
          aria-describedby="quantity-hint"
          aria-invalid={wrong}
          value={fields.quantity}
          onChange={(event) => change({ quantity: event.target.value })}
        />
      </Field>
    </DeedPanel>
  );
}
