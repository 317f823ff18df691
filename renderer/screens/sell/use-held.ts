import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useEffect, useState } from 'react';
import type { HeldSale } from '../../../contract/app/held.ts';
import type { Problem } from '../../../contract/app/problem.ts';
import { ask } from '../../engine.ts';
import { outcomeOf, problemOf } from '../../problem.ts';
import { draftOf } from './draft.ts';
import { type CheckedEntry, isEmpty, type Line, type SaleForm } from './form.ts';
import { useSaleForm } from './form-context.tsx';
import { heldTitle, whyNotHeld, whyNotMoved } from './held-title.ts';

export type Held = {
  readonly list: readonly HeldSale[];
  readonly busy: boolean;
  readonly problem: Problem | null;
  readonly forget: () => void;
  readonly whyNotHeld: string | null;
  readonly whyNotMoved: string | null;
  /** Something is in the form, which has to be put aside before another sale is taken up. */
  readonly occupied: boolean;
  /** The list is on the screen. */
  readonly opened: boolean;
  readonly show: (opened: boolean) => void;
  /** Each says whether it was done. */
  readonly hold: () => Promise<boolean>;
  readonly take: (id: string) => Promise<boolean>;
  readonly drop: (id: string) => Promise<boolean>;
};

// What the engine reads in one entry is bounded; so many full numbers stay well below.
const MOST_IN_ENTRY = 25;

/** A line as entries to be checked anew. */
function entriesOf({ ranges }: Line): CheckedEntry[] {
  const entries: CheckedEntry[] = [];
  for (let at = 0; at < ranges.length; at += MOST_IN_ENTRY) {
    const some = ranges.slice(at, at + MOST_IN_ENTRY);
    const text = some.map(({ first, last }) => (first === last ? first : `${first}-${last}`)).join('、');
    entries.push({ id: crypto.randomUUID(), text });
  }
  return entries;
}

/** Cards of a held sale may have gone meanwhile: they are taken out and named, and the rest stays, all in one step. */
function useRecheck() {
  const { change } = useSaleForm();
  const check = useMutation(ask.sales.recheckCards.mutationOptions({ scope: { id: 'checkCards' } }));
  return async (form: SaleForm, course: string) => {
    if (form.lines.length === 0) return;
    // Meanwhile they stand as entries, so that a reload puts them back into the card field.
    const entries = form.lines.flatMap(entriesOf);
    const ids = entries.map(({ id }) => id);
    change({ type: 'recheck', entries });
    const lines = form.lines.map(({ ranges }) => ranges.map(({ first, last }) => ({ first, last })));
    try {
      change({ type: 'rechecked', ids, ...(await check.mutateAsync({ course, lines })) });
    } catch (error) {
      const problem = problemOf(error);
      for (const { id, text } of entries) change({ type: 'cardsRefused', id, text, problem });
    }
  };
}

/** One step at a time, and the cursor where the clerk goes on once it is done: the sheet is closed meanwhile. */
function useSteps() {
  const { drafts } = useSaleForm();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [cursor, setCursor] = useState<{ readonly field: string } | null>(null);
  useEffect(() => {
    if (cursor !== null) document.getElementById(cursor.field)?.focus();
  }, [cursor]);
  async function run(step: () => Promise<string | null>): Promise<boolean> {
    if (busy) return false;
    setBusy(true);
    setProblem(null);
    try {
      const field = await step();
      if (field !== null) setCursor({ field });
      return true;
    } catch (error) {
      setProblem(problemOf(error));
      // It may have been done all the same; what the engine has now is what counts.
      if (outcomeOf(error) === 'unknown') await drafts.load();
      return false;
    } finally {
      setBusy(false);
    }
  }
  return { busy, problem, forget: () => setProblem(null), run };
}

/** 挂单, 取单 and 作废. in: the course now on sale, null where none is. */
export function useHeld(course: string | null): Held {
  const { form, drafts } = useSaleForm();
  const client = useQueryClient();
  const { message } = App.useApp();
  const list = useQuery(ask.held.list.queryOptions());
  const holding = useMutation(ask.held.hold.mutationOptions());
  const resuming = useMutation(ask.held.resume.mutationOptions());
  const dropping = useMutation(ask.held.drop.mutationOptions());
  const recheck = useRecheck();
  const [opened, setOpened] = useState(false);
  const { run, ...steps } = useSteps();
  const listed = (rows: HeldSale[]) => client.setQueryData(ask.held.list.queryKey(), rows);

  async function hold(): Promise<string> {
    const { request } = form;
    const title = heldTitle(form);
    const cards = form.lines.flatMap((line) => line.ranges.map(({ first, last }) => ({ first, last })));
    // Not to come after the engine has emptied it.
    await drafts.keep();
    listed(await holding.mutateAsync({ request, title, form: draftOf(form), cards }));
    await drafts.load();
    void message.success(`已挂单：${title}`);
    return 'buyer';
  }

  async function take(id: string): Promise<string> {
    await drafts.keep();
    await resuming.mutateAsync({ id });
    void client.invalidateQueries({ queryKey: ask.held.list.queryKey() });
    const taken = await drafts.load();
    setOpened(false);
    const whose = taken?.course ?? course;
    if (taken !== null && whose !== null) void recheck(taken, whose);
    return taken?.buyer.kind === 'none' ? 'buyer' : 'cards';
  }

  async function drop(id: string): Promise<null> {
    listed(await dropping.mutateAsync({ id }));
    return null;
  }

  return {
    ...steps,
    list: list.data ?? [],
    whyNotHeld: whyNotHeld(form),
    whyNotMoved: whyNotMoved(form),
    occupied: !isEmpty(form),
    opened,
    show: (next) => {
      steps.forget();
      setOpened(next);
    },
    hold: () => run(hold),
    take: (id) => run(() => take(id)),
    drop: (id) => run(() => drop(id)),
  };
}
