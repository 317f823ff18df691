import type { ReactNode } from 'react';

type Props = { readonly tone: 'good' | 'bad' | 'open' | 'plain'; readonly children: ReactNode };

/** A state in one word; the word says it, the colour only helps. */
export function Badge({ tone, children }: Props) {
  return <span className={`badge badge-${tone}`}>{children}</span>;
}
