import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Problem } from '../../../contract/app/problem.ts';
import { problemOf } from '../../problem.ts';
import { type PaperSize, printPaper } from './paper.ts';

/** One paper: how its print is counted, how it is drawn anew, and which lists show the count. */
export type Printable = {
  readonly record: (request: string) => Promise<unknown>;
  readonly pdf: () => Promise<string>;
  readonly listed: readonly QueryKey[];
  /** The sheet; left out, that of slips. */
  readonly size?: PaperSize;
};

/**
 * Counts the print, fetches the slip anew so that paper says 补打 when it is one, then asks the printer. A jam thus
 * costs paper and never an uncounted slip.
 */
export function usePrint({ record, pdf, listed, size = 'slip' }: Printable) {
  const client = useQueryClient();
  const request = useRef(crypto.randomUUID() as string);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  async function print(): Promise<void> {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      await record(request.current);
      request.current = crypto.randomUUID();
      await printPaper(await pdf(), size);
      for (const queryKey of listed) void client.invalidateQueries({ queryKey });
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setBusy(false);
    }
  }

  return { print: () => void print(), busy, problem, forget: () => setProblem(null) };
}
