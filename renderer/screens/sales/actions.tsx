import { Button } from 'antd';
import { useKey } from '../../parts/keys.ts';

/** What can be done with the chosen row. `keys` beside Enter, which the table itself hears, work anywhere on the screen. */
export type RowAction = {
  readonly name: string;
  readonly keys: string;
  readonly run: () => void;
  readonly blocked?: string | null;
  readonly primary?: boolean;
  readonly danger?: boolean;
};

function KeyOf({ action: { keys, name, run, blocked = null } }: { readonly action: RowAction }) {
  // Enter is heard by the table, on its row.
  useKey({ keys, label: name, run, blocked, heard: keys === 'Enter' });
  return null;
}

function ActionButton({ action }: { readonly action: RowAction }) {
  const { name, keys, run, blocked = null, primary = false, danger = false } = action;
  return (
    <>
      <KeyOf action={action} />
      <Button
        type={primary ? 'primary' : 'default'}
        danger={danger}
        aria-disabled={blocked !== null}
        title={blocked ?? undefined}
        onClick={() => blocked === null && run()}
      >
        {name} {keys}
      </Button>
      {blocked !== null && <span className="field-hint">{blocked}</span>}
    </>
  );
}

/** One button an action, in order. */
export function RowActions({ actions }: { readonly actions: readonly RowAction[] }) {
  return (
    <div className="list-tools">
      {actions.map((action) => (
        <ActionButton key={action.keys} action={action} />
      ))}
    </div>
  );
}
