import { useWorkingKeys } from '../../parts/keys.ts';

/** What the keys do now; what can't be used at the moment is grey and says why. */
export function KeyBar() {
  const keys = useWorkingKeys().filter(({ quiet }) => !quiet);
  return (
    <footer>
      <div className="key-bar" role="toolbar" aria-label="功能键">
        {keys.map(({ id, keys, label, blocked, run }) => (
          <button
            key={id}
            type="button"
            tabIndex={-1}
            className="key"
            aria-disabled={blocked !== null}
            // The cursor stays where it is: the bar is a second way to press a key, not a place to be.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => blocked === null && run()}
          >
            <kbd>{keys === 'Escape' ? 'Esc' : keys}</kbd>
            <span>{label}</span>
            {blocked !== null && <small className="key-why">{blocked}</small>}
          </button>
        ))}
      </div>
    </footer>
  );
}
