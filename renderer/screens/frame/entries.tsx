import type { Role } from '../../../contract/events/parts.ts';
import { useKey } from '../../parts/keys.ts';
import { whyNot } from '../../parts/permission.ts';
import { type Count, countInWords, figureOf, useCounts } from './counts.ts';
import { type Job, jobs } from './jobs.tsx';

type Props = {
  readonly now: Job;
  readonly roles: readonly Role[];
  readonly folded: boolean;
  readonly severalTills: boolean;
  readonly onGo: (job: Job) => void;
};

type EntryProps = Omit<Props, 'now' | 'roles' | 'severalTills'> & {
  readonly entry: (typeof jobs)[number];
  readonly current: boolean;
  readonly blocked: string | null;
  readonly count: Count | null;
};

function nameOf(name: string, blocked: string | null): string {
  return blocked === null ? name : `${name}（${blocked}）`;
}

function Waiting({ count }: { readonly count: Count }) {
  return (
    <span className={count.late > 0 ? 'entry-count entry-count-late' : 'entry-count'}>
      <span aria-hidden="true">{figureOf(count.papers)}</span>
      <span className="unseen">{countInWords(count)}</span>
    </span>
  );
}

function EntryButton({ entry, current, blocked, count, folded, onGo }: EntryProps) {
  // The bar has room for what is done every hour, and at large type for what this person may do; the rest stands here
  // and in F1.
  const quiet = entry.rare === true || (folded && blocked !== null);
  useKey({ keys: entry.keys, label: entry.name, run: () => onGo(entry.job), blocked, quiet });
  return (
    <li>
      <button
        type="button"
        className="entry"
        aria-current={current ? 'page' : undefined}
        aria-disabled={blocked !== null}
        aria-keyshortcuts={entry.keys}
        title={blocked ?? `${entry.name} ${entry.keys}`}
        onClick={() => blocked === null && onGo(entry.job)}
      >
        <span className="entry-icon" aria-hidden="true">
          {entry.icon}
        </span>
        {folded && <span className="unseen">{nameOf(entry.name, blocked)}</span>}
        {!folded && (
          <span className="entry-name">
            {entry.name}
            {blocked !== null && <small>{blocked}</small>}
          </span>
        )}
        {count !== null && <Waiting count={count} />}
        {!folded && blocked === null && (
          <span className="entry-keys" aria-hidden="true">
            {entry.keys}
          </span>
        )}
      </button>
    </li>
  );
}

/** The jobs on the left; icons alone when the type is large. */
export function Entries({ now, roles, folded, severalTills, onGo }: Props) {
  const shown = jobs.filter(
    ({ keys, severalTills: several }) => keys !== '' && (severalTills || several === undefined),
  );
  const counts = useCounts(roles);
  return (
    <nav className={folded ? 'entries entries-folded' : 'entries'} aria-label="业务">
      <ul>
        {shown.map((entry) => (
          <EntryButton
            key={entry.job}
            entry={entry}
            current={entry.job === now}
            blocked={whyNot(entry.needs, roles)}
            count={entry.count === undefined ? null : counts[entry.count]}
            folded={folded}
            onGo={onGo}
          />
        ))}
      </ul>
    </nav>
  );
}
