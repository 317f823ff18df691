import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Problem } from '../../../contract/app/problem.ts';
import { ask, engine } from '../../engine.ts';
import { problemOf } from '../../problem.ts';
import { printPaper } from './paper.ts';

/**
 * Counts the print, fetches the slip anew so that paper says 补打 when it is one, then asks the printer. A jam thus
 * costs paper and never an uncounted slip.
 */
export function usePrint(sale: string) {
  const client = useQueryClient();
  const request = useRef(crypto.randomUUID() as string);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  async function print(): Promise<void> {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      await engine.documents.recordPrint({ request: request.current, sale });
      request.current = crypto.randomUUID();
      const slip = await client.fetchQuery(ask.documents.slip.queryOptions({ input: { sale } }));
      await printPaper(slip.pdf, 'slip');
      void client.invalidateQueries({ queryKey: ask.sales.key() });
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setBusy(false);
    }
  }

  return { print: () => void print(), busy, problem, forget: () => setProblem(null) };
}
