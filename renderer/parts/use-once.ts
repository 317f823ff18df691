import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Problem } from '../../contract/app/problem.ts';
import { outcomeOf, problemOf } from '../problem.ts';

/**
 * F9 of a small dialog that keeps no draft, carried out once however often it is pressed. While nothing has said what
 * became of a press, the dialog is held fast: only the same deed may be repeated.
 */
export function useOnce<R>(send: (request: string) => Promise<R>, onDone: (result: R) => void) {
  const client = useQueryClient();
  const [request] = useState(() => crypto.randomUUID() as string);
  const [busy, setBusy] = useState(false);
  const [unsure, setUnsure] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  // A second F9 in the same instant comes before React knows that the first is under way.
  const underWay = useRef(false);

  async function confirm(): Promise<void> {
    if (underWay.current) return;
    underWay.current = true;
    setBusy(true);
    setProblem(null);
    try {
      onDone(await send(request));
      void client.invalidateQueries();
    } catch (error) {
      const outcome = outcomeOf(error);
      setUnsure((before) => outcome === 'unknown' || (before && outcome === 'atTheDoor'));
      setProblem(problemOf(error));
    } finally {
      underWay.current = false;
      setBusy(false);
    }
  }

  return {
    confirm: () => void confirm(),
    busy,
    held: busy || unsure,
    problem,
    forget: () => setProblem(null),
  };
}
