import {
  createContext,
  useContext,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useSyncExternalStore,
} from 'react';

/** What a key does on the screen that is open. `blocked` is the sentence why it can't be used now. */
export type KeyAction = {
  readonly keys: string;
  readonly label: string;
  readonly run: () => void;
  readonly blocked?: string | null;
  /** Also while a dialog is open: a counter is locked from wherever its clerk leaves it. */
  readonly everywhere?: boolean;
  /** Told by F1, but not on the bar. */
  readonly quiet?: boolean;
  /** Heard by a part of the screen where the cursor stands (Enter on a row), so that it is only told here. */
  readonly heard?: boolean;
};

type Entry = {
  readonly id: string;
  readonly layer: number;
  readonly keys: string;
  readonly label: string;
  readonly blocked: string | null;
  readonly everywhere: boolean;
  readonly quiet: boolean;
  readonly heard: boolean;
  readonly run: () => void;
};

let entries: readonly Entry[] = [];
const watchers = new Set<() => void>();

function change(next: readonly Entry[]): void {
  entries = next;
  for (const tell of watchers) tell();
}

/** Dialogs lie on a higher layer: while one is open, only its keys work. */
export const KeyLayer = createContext(0);

/** Gives a key its meaning while the calling part is on the screen. */
export function useKey(action: KeyAction): void {
  const id = useId();
  const layer = useContext(KeyLayer);
  const run = useRef(action.run);
  useLayoutEffect(() => {
    run.current = action.run;
  });
  const { keys, label, blocked = null, everywhere = false, quiet = false, heard = false } = action;
  useEffect(() => {
    const entry: Entry = {
      id,
      layer,
      keys,
      label,
      blocked,
      everywhere,
      quiet,
      heard,
      run: () => run.current(),
    };
    change([...entries, entry]);
    return () => change(entries.filter((other) => other !== entry));
  }, [id, layer, keys, label, blocked, everywhere, quiet, heard]);
}

/** The layer that has the keyboard: 0, or that of the dialog on top. */
export function topLayer(): number {
  return Math.max(0, ...entries.map((entry) => entry.layer));
}

function workingOn(layer: number): readonly Entry[] {
  const onTop = entries.filter((entry) => entry.layer === layer || entry.everywhere);
  // The part that came last has the say: an error on top of a form takes Esc before the form does.
  return onTop.filter((entry, at) => !onTop.some((other, later) => later > at && other.keys === entry.keys));
}

function workingNow(): readonly Entry[] {
  return workingOn(topLayer());
}

function inOrder(working: readonly Entry[]): readonly Entry[] {
  return working.toSorted((a, b) => orderOf(a.keys) - orderOf(b.keys));
}

/** The keys of the screen itself, for its help, which lies over it and has keys of its own. */
export function keysOfScreen(): readonly Entry[] {
  return inOrder(workingOn(0));
}

let seen: readonly Entry[] = [];
let shown: readonly Entry[] = [];

function snapshot(): readonly Entry[] {
  if (seen !== entries) {
    seen = entries;
    shown = inOrder(workingNow());
  }
  return shown;
}

function orderOf(keys: string): number {
  const found = /^(Shift\+|Ctrl\+)?F(\d+)$/.exec(keys);
  return found === null ? 100 : Number(found[2]) * 2 + (found[1] === undefined ? 0 : 1);
}

/** The keys that mean something now, in the order of the keyboard. */
export function useWorkingKeys(): readonly Entry[] {
  return useSyncExternalStore((tell) => {
    watchers.add(tell);
    return () => watchers.delete(tell);
  }, snapshot);
}

/** Whether a part on the screen, such as an open error, waits for this key. */
export function isTaken(keys: string): boolean {
  return workingNow().some((entry) => entry.keys === keys && entry.blocked === null);
}

/** While an input method is open, Enter and Esc belong to it (229 is what old Chromium sends then). */
export function isComposing(event: { readonly isComposing: boolean; readonly keyCode: number }): boolean {
  return event.isComposing || event.keyCode === 229;
}

const RELOAD_PRINT_ZOOM_AND_TOOLS = /^(Ctrl|Meta)\+((Shift\+)?(r|p|s|u|o|j|i|\+|-|=|_|0)|Shift\+c)$/i;
const BACK_AND_FORWARD = /^(Alt\+(Arrow(Left|Right)|Home)|Browser\w+)$/;

function keysOf(event: KeyboardEvent): string {
  const held = [
    event.ctrlKey && 'Ctrl',
    event.metaKey && 'Meta',
    event.altKey && 'Alt',
    event.shiftKey && 'Shift',
  ];
  return [...held.filter((name) => name !== false), event.key].join('+');
}

/** The browser's own meaning of these would reload, zoom, print or leave the page under a clerk's hands. */
function isBrowserKey(keys: string): boolean {
  if (/F\d+$/.test(keys)) return true;
  return RELOAD_PRINT_ZOOM_AND_TOOLS.test(keys) || BACK_AND_FORWARD.test(keys);
}

function onKeyDown(event: KeyboardEvent): void {
  const keys = keysOf(event);
  if (isBrowserKey(keys)) event.preventDefault();
  else if (event.defaultPrevented || isComposing(event)) return;
  const found = workingNow().find((entry) => entry.keys === keys && !entry.heard);
  if (found === undefined) return;
  event.preventDefault();
  // A key held down is one press: F9 must not be asked again by the keyboard's repetition.
  if (!event.repeat && found.blocked === null) found.run();
}

function preventDefault(event: Event): void {
  event.preventDefault();
}

/** Once, at start: our keys, and none of the browser's; a file dropped beside its field must not replace the page. */
export function guardKeys(window: Window): void {
  window.addEventListener('keydown', onKeyDown);
  window.addEventListener('dragover', preventDefault);
  window.addEventListener('drop', preventDefault);
  window.addEventListener('wheel', (event) => event.ctrlKey && event.preventDefault(), { passive: false });
}
