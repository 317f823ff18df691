import { Button, Input } from 'antd';
import { type ReactNode, useRef } from 'react';
import type { Problem } from '../../../contract/app/problem.ts';
import type { RegisterKind } from '../../../contract/domain/receipt-register.ts';
import { receiptNames } from '../../../contract/domain/sale-receipts.ts';
import { Choice } from '../../parts/choice.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { useFieldWalk } from '../../parts/fields.ts';
import { useKey } from '../../parts/keys.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';

const kinds = (['fiscal', 'invoice'] as const).map((value) => ({ value, label: receiptNames[value] }));

type KindProps = { readonly value: RegisterKind; readonly onChange: (kind: RegisterKind) => void };

export function KindField({ value, onChange }: KindProps) {
  return <Choice<RegisterKind> label="种类" field="kind" options={kinds} value={value} onChange={onChange} />;
}

type NumberProps = {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly hint?: ReactNode;
  readonly error?: string | null;
  /** Takes the cursor when the dialog opens. */
  readonly first?: true;
};

/** A receipt's number as printed. */
export function NumberField({ id, label, value, onChange, hint, error = null, first }: NumberProps) {
  return (
    <Field label={label} htmlFor={id} hint={hint} error={error}>
      <Input
        id={id}
        data-field={id}
        {...(first === true ? { 'data-first': true } : {})}
        className="figures"
        autoComplete="off"
        maxLength={40}
        aria-describedby={`${id}-hint`}
        aria-invalid={error !== null}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}

type FormProps = {
  readonly title: string;
  readonly verb: string;
  readonly busy: boolean;
  readonly held: boolean;
  readonly problem: Problem | null;
  readonly onForget: () => void;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/** A small form in a dialog: Enter goes on, F9 does it. */
export function DialogForm(props: FormProps) {
  const box = useRef<HTMLFormElement>(null);
  const walk = useFieldWalk(box);
  const { title, verb, busy, held, problem, onForget, onConfirm, onClose, children } = props;
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={<Confirm verb={verb} busy={busy} onConfirm={onConfirm} />}
    >
      {problem !== null && <ProblemBox problem={problem} onDismiss={onForget} />}
      <form className="why" ref={box} onKeyDown={walk} onSubmit={(event) => event.preventDefault()}>
        <fieldset className="hand" disabled={held} aria-label={title}>
          {children}
        </fieldset>
      </form>
    </Dialog>
  );
}

/** Inside the dialog, so that the key belongs to its layer. */
function Confirm({ verb, busy, onConfirm }: Pick<FormProps, 'verb' | 'busy' | 'onConfirm'>) {
  useKey({ keys: 'F9', label: verb, run: onConfirm });
  return (
    <Button type="primary" loading={busy} onClick={onConfirm}>
      {verb} F9
    </Button>
  );
}
