import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Problem } from '../../../contract/app/problem.ts';
import { saveFile } from '../../parts/save-file.ts';
import { problemOf } from '../../problem.ts';
import { type PaperSize, printPaper } from './paper.ts';

/** One paper: how its print is counted, which gives the paper of that print, and which lists show the count. */
export type Printable = {
  readonly record: (request: string) => Promise<{ readonly pdf: string }>;
  readonly listed: readonly QueryKey[];
  /** The sheet; left out, that of slips. */
  readonly size?: PaperSize;
};

/**
 * Counts the print, then asks the printer, or saves the file, for a saved paper is one more that somebody may take for
 * the original. A jam thus costs paper and never an uncounted slip.
 */
export function usePrint({ record, listed, size = 'slip' }: Printable) {
  const client = useQueryClient();
  const request = useRef(crypto.randomUUID() as string);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  async function bringOut(give: (pdf: string) => void | Promise<void>): Promise<void> {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      const { pdf } = await record(request.current);
      request.current = crypto.randomUUID();
      await give(pdf);
      for (const queryKey of listed) void client.invalidateQueries({ queryKey });
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setBusy(false);
    }
  }

  return {
    print: () => void bringOut((pdf) => printPaper(pdf, size)),
    save: (name: string) => void bringOut((pdf) => saveFile(pdf, `${name}.pdf`, 'application/pdf')),
    busy,
    problem,
    forget: () => setProblem(null),
  };
}
