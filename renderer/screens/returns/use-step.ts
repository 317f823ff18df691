import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Problem } from '../../../contract/app/problem.ts';
import { problemOf } from '../../problem.ts';

/** One form or dialog is one request, however often it is confirmed while no answer came. */
export function useStep<I, R>(send: (request: string, input: I) => Promise<R>, onDone: (result: R) => void) {
  const [request] = useState(() => crypto.randomUUID() as string);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const client = useQueryClient();
  async function go(input: I): Promise<boolean> {
    if (busy) return false;
    setBusy(true);
    setProblem(null);
    try {
      const result = await send(request, input);
      void client.invalidateQueries();
      onDone(result);
      return true;
    } catch (error) {
      setProblem(problemOf(error));
      return false;
    } finally {
      setBusy(false);
    }
  }
  return { go, busy, problem, forget: () => setProblem(null) };
}
