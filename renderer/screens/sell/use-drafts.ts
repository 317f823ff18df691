import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Problem } from '../../../contract/app/problem.ts';
import { draftSaver, fetchDraft } from '../../drafts.ts';
import { DraftKeeper } from '../../parts/draft-keeper.ts';
import { problemOf } from '../../problem.ts';
import { draftOf, formToGoOnWith } from './draft.ts';
import type { SaleForm } from './form.ts';

export type Drafts = {
  /** The person's own form has come from the engine; before that nothing may be written into it. */
  readonly ready: boolean;
  /** Why it has not come. */
  readonly problem: Problem | null;
  /** A draft of another version of the program was found, and not read. */
  readonly unreadable: boolean;
  readonly forget: () => void;
  /** Takes the form that the engine has now; out: that form, null where it could not be had. */
  readonly load: () => Promise<SaleForm | null>;
  /** Resolves when the engine has `form`, or what is in the form now. */
  readonly keep: (form?: SaleForm) => Promise<void>;
};

type Found = { readonly ready: boolean; readonly problem: Problem | null; readonly unreadable: boolean };
const WAITING: Found = { ready: false, problem: null, unreadable: false };

type Keepers = RefObject<Map<string, DraftKeeper>>;

/** The page's own form of the person, with what the engine is known to have of it. */
function hereOf(form: SaleForm | undefined, keeper: DraftKeeper | undefined) {
  if (form === undefined || keeper === undefined) return null;
  return { form, known: [keeper.known, ...(keeper.tried === null ? [] : [keeper.tried])] };
}

function useLatest<T>(value: T): RefObject<T> {
  const latest = useRef(value);
  useLayoutEffect(() => {
    latest.current = value;
  });
  return latest;
}

function useLoad(person: string, latest: RefObject<SaleForm | undefined>, keepers: Keepers) {
  return useCallback(async () => {
    const stored = await fetchDraft('sale');
    const before = keepers.current.get(person);
    before?.stop();
    keepers.current.set(person, new DraftKeeper(stored, draftSaver('sale')));
    return formToGoOnWith(hereOf(latest.current, before), stored, crypto.randomUUID());
  }, [person, latest, keepers]);
}

/**
 * The engine's drafts behind the forms of this page: `person`'s is fetched at each sign-in and kept with every change.
 * in: their form as the page has it, undefined before the first; where to put the one that is gone on with.
 */
export function useDrafts(
  person: string,
  form: SaleForm | undefined,
  put: (person: string, form: SaleForm) => void,
): Drafts {
  const [found, setFound] = useState<Found>(WAITING);
  const keepers: Keepers = useRef(new Map());
  const latest = useLatest(form);
  const fetchForm = useLoad(person, latest, keepers);
  const sitting = useRef(0);
  const load = useCallback(async () => {
    const asked = sitting.current;
    try {
      const { form: next, unreadable } = await fetchForm();
      if (asked !== sitting.current) return null;
      put(person, next);
      // For whoever goes on before React has drawn it.
      latest.current = next;
      setFound((now) => ({ ready: true, problem: null, unreadable: now.unreadable || unreadable }));
      return next;
    } catch (error) {
      if (asked === sitting.current) setFound({ ...WAITING, problem: problemOf(error) });
      return null;
    }
  }, [person, put, latest, fetchForm]);
  useEffect(() => {
    if (person === '') return;
    void load();
    return () => {
      sitting.current++;
      keepers.current.get(person)?.stop();
      setFound(WAITING);
    };
  }, [person, load]);
  const { ready } = found;
  useEffect(() => {
    if (ready && form !== undefined) keepers.current.get(person)?.want(draftOf(form));
  }, [ready, person, form]);
  const keep = useCallback(
    async (given?: SaleForm) => {
      const now = given ?? latest.current;
      if (ready && now !== undefined) await keepers.current.get(person)?.keep(draftOf(now));
    },
    [ready, person, latest],
  );
  useLeaving(() => keepers.current.get(person)?.leave());
  return { ...found, forget: () => setFound((now) => ({ ...now, unreadable: false })), load, keep };
}

/** Runs when the page is closed, reloaded or left: the last moment in which anything can be sent. */
function useLeaving(run: () => void): void {
  const latest = useLatest(run);
  useEffect(() => {
    const leave = () => latest.current();
    window.addEventListener('pagehide', leave);
    return () => window.removeEventListener('pagehide', leave);
  }, [latest]);
}
