import { flag, Misfit, type Read, shape, textThat } from './reader.ts';

/** What a form keeps while it is half filled. `fields` are plain enough for JSON. */
export type Draft<F> = {
  /** Made with the form and kept with it: the same deed is never carried out twice, however often F9 is pressed. */
  readonly request: string;
  /** F9 was sent and nothing has settled it: the same deed may be repeated and nothing changed. */
  readonly unsure: boolean;
  readonly fields: F;
};

export type DraftRules<F> = {
  /** Goes up with every change of the fields that another version of the program would read otherwise. */
  readonly version: number;
  readonly read: Read<F>;
  readonly fresh: () => F;
  /** Nobody has entered or chosen anything. */
  readonly isFresh: (fields: F) => boolean;
};

/** The draft as the engine keeps it; empty when there is nothing to keep. */
export function draftText<F>({ version, isFresh }: DraftRules<F>, draft: Draft<F>): string {
  return isFresh(draft.fields) && !draft.unsure ? '' : JSON.stringify({ version, draft });
}

/** The draft in a kept text, or a fresh one; not exactly one of this version is not read at all. */
export function draftIn<F>(
  rules: DraftRules<F>,
  kept: string,
  request: string,
): { readonly draft: Draft<F>; readonly unreadable: boolean } {
  const fresh = { request, unsure: false, fields: rules.fresh() };
  if (kept === '') return { draft: fresh, unreadable: false };
  try {
    return { draft: reader(rules)(JSON.parse(kept)).draft, unreadable: false };
  } catch (error) {
    if (error instanceof Misfit || error instanceof SyntaxError) return { draft: fresh, unreadable: true };
    throw error;
  }
}

function reader<F>({ version, read }: DraftRules<F>) {
  const sameVersion: Read<number> = (value) => {
    if (value !== version) throw new Misfit();
    return version;
  };
  const draft = shape<Draft<F>>({
    request: textThat((value) => /^[0-9a-zA-Z-]{8,64}$/.test(value)),
    unsure: flag,
    fields: read,
  });
  return shape<{ version: number; draft: Draft<F> }>({ version: sameVersion, draft });
}
