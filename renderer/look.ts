import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useLayoutEffect, useState } from 'react';
import { type Look, plainLook } from '../contract/domain/look.ts';
import { type Contrast, colours } from './colours.ts';
import { ask } from './engine.ts';
import { applyTypeSize, nameOfSize, sizeFromAddress } from './type-size.ts';

type Value = {
  readonly look: Look;
  readonly change: (part: Partial<Look>) => void;
  /** The last change could not be kept. */
  readonly error: Error | null;
  readonly forget: () => void;
};

export const LookContext = createContext<Value>({
  look: plainLook,
  change: () => undefined,
  error: null,
  forget: () => undefined,
});

/** Sets the custom properties that the style sheets name, and says on the root element which of the looks it is. */
export function applyColours(contrast: Contrast): void {
  const root = document.documentElement;
  root.dataset['contrast'] = contrast;
  for (const [name, colour] of Object.entries(colours[contrast])) root.style.setProperty(`--${name}`, colour);
}

/**
 * The look of whoever is signed in, kept in the engine. Before sign-in, and for people who never chose, it is the one
 * chosen on the sign-in page. `ready`: false while a person's look is not known yet, so that nothing is drawn twice.
 */
export function useLook(person: string | null): Value & { readonly ready: boolean } {
  const [entrance, setEntrance] = useState<Look>(() => ({
    ...plainLook,
    type: nameOfSize(sizeFromAddress()),
  }));
  // Chosen a moment ago: on the screen at once, until the engine has kept it or could not.
  const [chosen, setChosen] = useState<{ readonly person: string; readonly look: Look } | null>(null);
  const client = useQueryClient();
  const kept = useQuery(ask.session.look.queryOptions({ enabled: person !== null }));
  const keep = useMutation(
    ask.session.setLook.mutationOptions({
      scope: { id: 'look' },
      onSuccess: (now) => client.setQueryData(ask.session.look.queryKey(), now),
      onError: () => setChosen(null),
    }),
  );
  // Another person's answer may still lie here from before.
  const own = person !== null && kept.data?.person === person ? kept.data : null;
  const look = (chosen?.person === person ? chosen?.look : own?.look) ?? entrance;
  useLayoutEffect(() => {
    applyTypeSize(Number(look.type));
    applyColours(look.contrast);
  }, [look.type, look.contrast]);
  function change(part: Partial<Look>): void {
    const next = { ...look, ...part };
    if (person === null) setEntrance(next);
    else {
      setChosen({ person, look: next });
      keep.mutate(next);
    }
  }
  const ready = person === null || own !== null || kept.isError;
  return { look, change, error: keep.error, forget: keep.reset, ready };
}
