import type { ReactNode } from 'react';

type Props = {
  readonly title: string;
  readonly note?: ReactNode;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
};

/** The frame of one task: its name as the page's only first-level heading, a sentence, the work. */
export function Screen({ title, note, aside, children }: Props) {
  return (
    <div className="screen">
      <div className="screen-head">
        <h1>{title}</h1>
        {note !== undefined && <p className="screen-note">{note}</p>}
        {aside}
      </div>
      {children}
    </div>
  );
}

/** Grey lines where the answer will stand, so that nothing jumps when it comes. */
export function Waiting({ label }: { readonly label: string }) {
  return (
    <div className="waiting" role="status" aria-label={label}>
      <span />
      <span />
      <span />
    </div>
  );
}
