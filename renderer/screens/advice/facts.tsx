import type { NoticeFact } from '../../../contract/domain/notice.ts';

/** What the notice says, name by name. */
export function Facts({ facts }: { readonly facts: readonly NoticeFact[] }) {
  return (
    <dl className="facts-list">
      {facts.map(({ name, words }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  );
}
