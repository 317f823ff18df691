import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Problem } from '../../../contract/app/problem.ts';
import { engine } from '../../engine.ts';
import { saveFile } from '../../parts/save-file.ts';
import { problemOf } from '../../problem.ts';
import { type PaperSize, printPaper } from './paper.ts';

type Paper = { readonly pdf: string; readonly size: PaperSize };

/**
 * Counts the print of a numbered paper, then asks the printer, or saves the file, for a saved paper is one more that
 * somebody may take for the original. A jam thus costs paper and never an uncounted slip.
 */
export function usePrint(document: string) {
  const client = useQueryClient();
  const request = useRef(crypto.randomUUID() as string);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  async function bringOut(give: (paper: Paper) => void | Promise<void>): Promise<void> {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      const paper = await engine.papers.recordPrint({ request: request.current, document });
      request.current = crypto.randomUUID();
      await give(paper);
      // Every list that shows how often a paper was printed.
      void client.invalidateQueries();
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setBusy(false);
    }
  }

  return {
    print: () => void bringOut(({ pdf, size }) => printPaper(pdf, size)),
    save: (name: string) => void bringOut(({ pdf }) => saveFile(pdf, `${name}.pdf`, 'application/pdf')),
    busy,
    problem,
    forget: () => setProblem(null),
  };
}
