import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Approval, Problem } from '../../../contract/app/problem.ts';
import type { SaleRow } from '../../../contract/app/sales.ts';
import type { ReversalReason } from '../../../contract/domain/reversal.ts';
import { ask } from '../../engine.ts';
import { problemOf } from '../../problem.ts';

interface Asked {
  readonly reason: ReversalReason;
  readonly remark: string;
  readonly approval: Approval;
}

/** One dialog is one reversal: the same request, however often it is approved while no answer came. */
export function useReverse(sale: string, onDone: (row: SaleRow) => void) {
  const [request] = useState(() => crypto.randomUUID() as string);
  const [problem, setProblem] = useState<Problem | null>(null);
  const client = useQueryClient();
  const step = useMutation(ask.sales.reverse.mutationOptions());
  async function reverse(asked: Asked): Promise<boolean> {
    setProblem(null);
    try {
      const row = await step.mutateAsync({ request, sale, ...asked });
      void client.invalidateQueries();
      onDone(row);
      return true;
    } catch (error) {
      setProblem(problemOf(error));
      return false;
    }
  }
  return { reverse, busy: step.isPending, problem, forget: () => setProblem(null) };
}
