import { useWorkingKeys } from '../../parts/keys.ts';

/** As it stands on the keyboard, where that is not the browser's name of the key. */
const written: Readonly<Record<string, string>> = { Escape: 'Esc', Space: '空格' };

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
            <kbd>{written[keys] ?? keys}</kbd>
            <span>{label}</span>
            {blocked !== null && <small className="key-why">{blocked}</small>}
          </button>
        ))}
      </div>
    </footer>
  );
}
