import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Approval, Problem } from '../../../contract/app/problem.ts';
import { outcomeOf, problemOf } from '../../problem.ts';

/**
 * A step that a second person approves: the same request however often it is approved while no answer came, so that a
 * drawer is handed over once; a new one only after a refusal that settled the old one. out of `send`: what was done.
 */
export function useApprovedStep<R>(
  send: (request: string, approval: Approval) => Promise<R>,
  onDone: (result: R) => void,
) {
  const client = useQueryClient();
  const request = useRef(crypto.randomUUID() as string);
  const [busy, setBusy] = useState(false);
  const [unsure, setUnsure] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  async function approve(approval: Approval): Promise<boolean> {
    setBusy(true);
    setProblem(null);
    try {
      const done = await send(request.current, approval);
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
      setBusy(false);
    }
  }
  return { approve, busy, held: busy || unsure, problem, forget: () => setProblem(null) };
}
