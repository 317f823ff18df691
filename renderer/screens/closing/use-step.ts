import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Problem } from '../../../contract/app/problem.ts';
import { outcomeOf, problemOf } from '../../problem.ts';

/**
 * One step of a closing: the same request however often it is pressed or approved while no answer came, so that a drawer
 * is opened or handed over once. A count is short enough to be typed again, so that it leaves no draft.
 */
export function useStep<I, R>(send: (request: string, input: I) => Promise<R>, onDone: (result: R) => void) {
  const client = useQueryClient();
  const request = useRef(crypto.randomUUID() as string);
  const [busy, setBusy] = useState(false);
  const [unsure, setUnsure] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  // A second press in the same instant comes before React knows that the first is under way.
  const underWay = useRef(false);
  async function run(input: I): Promise<boolean> {
    if (underWay.current) return false;
    underWay.current = true;
    setBusy(true);
    setProblem(null);
    try {
      const done = await send(request.current, input);
      request.current = crypto.randomUUID();
      setUnsure(false);
      void client.invalidateQueries();
      onDone(done);
      return true;
    } catch (error) {
      const outcome = outcomeOf(error);
      setUnsure((before) => outcome === 'unknown' || (before && outcome === 'atTheDoor'));
      setProblem(problemOf(error));
      return false;
    } finally {
      underWay.current = false;
      setBusy(false);
    }
  }
  return { run, busy, held: busy || unsure, problem, forget: () => setProblem(null) };
}
