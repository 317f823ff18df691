type Props<T extends string> = {
  readonly label: string;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly chosen: readonly T[];
  readonly onChange: (chosen: readonly T[]) => void;
  readonly error?: string | null;
  /** Name for walking from field to field with Enter; left out, Enter passes it by. */
  readonly field?: string;
};

/** A few possibilities of which several may be chosen: native check boxes drawn as tiles. */
export function Checks<T extends string>({ label, options, chosen, onChange, error, field }: Props<T>) {
  const flip = (value: T) =>
    onChange(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
  return (
    <fieldset className="choice" data-field={field}>
      <legend className="field-label">{label}</legend>
      <div className="choice-tiles">
        {options.map(({ value, label }) => (
          <label key={value} className="choice-tile">
            <input type="checkbox" checked={chosen.includes(value)} onChange={() => flip(value)} />
            <span className="choice-face">{label}</span>
          </label>
        ))}
      </div>
      {error != null && <p className="field-hint field-error">{error}</p>}
    </fieldset>
  );
}
