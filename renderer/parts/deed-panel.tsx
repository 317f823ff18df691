import { Button } from 'antd';
import { type ReactNode, type RefObject, useEffect } from 'react';
import { unsureProblem } from '../problem.ts';
import { focusField } from './fields.ts';
import { useKey } from './keys.ts';
import { ProblemBox, StandingNotice } from './problem-box.tsx';
import type { Confirm } from './use-confirm.ts';

type NoticeProps = { readonly form: Pick<Confirm, 'problem' | 'forget' | 'unanswered'> };

/** What went wrong with the form's F9, or that its answer never came. */
export function ConfirmNotice({ form }: NoticeProps) {
  if (form.problem !== null) return <ProblemBox problem={form.problem} onDismiss={form.forget} />;
  return form.unanswered && <StandingNotice problem={unsureProblem('办理')} />;
}

type FootProps = {
  readonly label: string;
  readonly busy: boolean;
  /** Why it can't be pressed yet, in a sentence. */
  readonly blocked: string | null;
  readonly onConfirm: () => void;
  /** Not to be read beside the button, where the form says it already. */
  readonly quiet?: boolean;
  readonly children?: ReactNode;
};

/** The last field of a form: F9, and the same for a mouse. */
export function ConfirmFoot({ label, busy, blocked, onConfirm, quiet = false, children }: FootProps) {
  const press = () => blocked === null && onConfirm();
  useKey({ keys: 'F9', label, run: press, blocked });
  return (
    <div className="panel-foot">
      <Button
        data-field="confirm"
        type="primary"
        size="large"
        loading={busy}
        aria-disabled={blocked !== null}
        onClick={press}
      >
        {label} F9
      </Button>
      {children}
      {blocked !== null && !quiet && <span className="field-hint">{blocked}</span>}
    </div>
  );
}

type Props = {
  readonly name: string;
  /** Of the fields as a group. */
  readonly contents: string;
  readonly box: RefObject<HTMLElement | null>;
  /** The field (`data-field`) where the cursor begins. */
  readonly first: string;
  readonly verb: string;
  readonly form: Confirm;
  readonly blocked: string | null;
  readonly children: ReactNode;
  /** Beside the button. */
  readonly aside?: ReactNode;
};

/** A form that is filled in from top to bottom and carried out by F9. */
export function DeedPanel({ name, contents, box, first, verb, form, blocked, children, aside }: Props) {
  useEffect(() => focusField(box.current, first), [box, first]);
  return (
    <section className="panel" aria-label={name} ref={box}>
      <ConfirmNotice form={form} />
      <fieldset className="hand" disabled={form.held} aria-label={contents}>
        {children}
      </fieldset>
      <ConfirmFoot label={verb} busy={form.busy} blocked={blocked} onConfirm={form.confirm}>
        {aside}
      </ConfirmFoot>
    </section>
  );
}
