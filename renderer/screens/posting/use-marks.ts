import { type KeyboardEvent, useState } from 'react';
import { MOST_POSTED } from '../../../contract/domain/posting.ts';

export type Marks = ReturnType<typeof useMarks>;

/** Which papers are chosen together: Space turns one, Shift with an arrow takes along, Ctrl+A takes all that are shown. */
export function useMarks(shown: readonly string[], cursor: string | null) {
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  // What left the list meanwhile is chosen no more.
  const chosen = shown.filter((document) => marked.has(document));

  const add = (documents: readonly string[]) => setMarked(new Set([...chosen, ...documents]));
  function toggle(document: string): void {
    setMarked(
      new Set(marked.has(document) ? chosen.filter((one) => one !== document) : [...chosen, document]),
    );
  }
  function all(): void {
    add(shown.slice(0, MOST_POSTED));
  }
  function neighbour(by: 1 | -1): readonly string[] {
    const at = cursor === null ? -1 : shown.indexOf(cursor);
    return [shown[at], shown[at + by]].filter((one) => one !== undefined);
  }
  /** Before the table's own keys, which move the cursor. */
  function onKeyDownCapture(event: KeyboardEvent): void {
    if (event.key === ' ' && cursor !== null) toggle(cursor);
    else if (event.key.toLowerCase() === 'a' && event.ctrlKey) all();
    else {
      if (event.shiftKey && event.key === 'ArrowDown') add(neighbour(1));
      if (event.shiftKey && event.key === 'ArrowUp') add(neighbour(-1));
      return;
    }
    event.preventDefault();
  }
  return {
    chosen,
    toggle,
    all,
    add,
    only: (documents: readonly string[]) => setMarked(new Set(documents.slice(0, MOST_POSTED))),
    clear: () => setMarked(new Set()),
    onKeyDownCapture,
  };
}
