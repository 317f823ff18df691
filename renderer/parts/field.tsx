import type { ReactNode } from 'react';

type Props = {
  readonly label: string;
  readonly htmlFor: string;
  readonly hint?: ReactNode;
  readonly error?: string | null;
  readonly children: ReactNode;
};

/** Label above, control, and beneath it either what is wrong or a hint. */
export function Field({ label, htmlFor, hint, error = null, children }: Props) {
  return (
    <div className="field">
      <label className="field-label" htmlFor={htmlFor}>
        {label}
      </label>
      {children}
      {(error !== null || hint !== undefined) && (
        <p className={error === null ? 'field-hint' : 'field-hint field-error'} id={`${htmlFor}-hint`}>
          {error ?? hint}
        </p>
      )}
    </div>
  );
}
