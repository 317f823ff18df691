import type { DraftKind } from '../contract/app/held.ts';
import { ask, queryClient } from './engine.ts';
import { DraftKeeper } from './parts/draft-keeper.ts';
import { seatingNow } from './seating.ts';

/** Saves drafts of one kind in the sitting in which it was made and in no other: whoever comes next has drafts of their own. */
export function draftSaver(kind: DraftKind): (form: string) => Promise<unknown> {
  const sitting = seatingNow();
  const options = ask.held.saveDraft.mutationOptions();
  return (form) =>
    seatingNow() === sitting
      ? queryClient.getMutationCache().build(queryClient, options).execute({ kind, form })
      : Promise.reject(new Error('the sitting of this draft is over'));
}

/** What the engine keeps of whoever sits here; empty when nothing is half filled. */
export async function fetchDraft(kind: DraftKind): Promise<string> {
  const options = ask.held.draft.mutationOptions();
  return (await queryClient.getMutationCache().build(queryClient, options).execute({ kind })).form;
}

let sitting: string | null = null;
let keepers = new Map<DraftKind, DraftKeeper>();

/**
 * The keeper of this sitting's draft of one kind, asked of the engine once and then shared by every visit to its form, so
 * that what a form left unsaved a moment ago is found too. Fails where the engine does not answer.
 */
export async function keeperOf(kind: DraftKind): Promise<DraftKeeper> {
  forgetOthersSittings();
  const known = keepers.get(kind);
  if (known !== undefined) return known;
  const mine = keepers;
  const save = draftSaver(kind);
  const stored = await fetchDraft(kind);
  const keeper = mine.get(kind) ?? new DraftKeeper(stored, save);
  mine.set(kind, keeper);
  return keeper;
}

function forgetOthersSittings(): void {
  if (sitting === seatingNow()) return;
  sitting = seatingNow();
  for (const keeper of keepers.values()) keeper.stop();
  keepers = new Map();
}

/** Resolves when the engine has every half-filled form of this sitting. */
export async function keepDrafts(): Promise<void> {
  await Promise.all([...keepers.values()].map((keeper) => keeper.keep()));
}

/** Once, at start: a page that is closed, reloaded or left sends what is not kept yet. */
export function keepDraftsOnLeaving(window: Window): void {
  window.addEventListener('pagehide', () => {
    for (const keeper of keepers.values()) keeper.leave();
  });
}
