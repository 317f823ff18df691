import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Problem } from '../../../contract/app/problem.ts';
import type { SaleRow } from '../../../contract/app/sales.ts';
import { ask } from '../../engine.ts';
import { isUnsure, problemOf } from '../../problem.ts';
import { buyerOf } from './form.ts';
import { useSaleForm } from './form-context.tsx';
import { firstMissing, type Missing } from './missing.ts';

type Result = {
  readonly take: () => void;
  readonly busy: boolean;
  /** The answer was lost: the form stays as it is, so that repeating it names the same sale. */
  readonly locked: boolean;
  readonly problem: Problem | null;
  readonly forget: () => void;
  readonly missing: Missing | null;
};

/** 收款: checks the form, makes the sale once per form, then begins a fresh form. */
export function useTakePayment(
  course: string | null,
  onSold: (sale: SaleRow) => void,
  onMissing: (missing: Missing) => void,
): Result {
  const { form, change } = useSaleForm();
  const client = useQueryClient();
  const [asked, setAsked] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  // A second F9 in the same instant comes before React knows that the first is under way.
  const underWay = useRef(false);
  const make = useMutation(ask.sales.make.mutationOptions());
  const missing = firstMissing(form);

  async function take(): Promise<void> {
    const buyer = buyerOf(form);
    setAsked(true);
    if (missing !== null) return onMissing(missing);
    if (underWay.current || buyer === null || course === null) return;
    underWay.current = true;
    setProblem(null);
    const cards = form.lines.flatMap((line) => line.ranges.map(({ first, last }) => ({ first, last })));
    const { request, method } = form;
    try {
      const sale = await make.mutateAsync({
        request,
        buyer,
        course,
        cards,
        method,
        reference: form.reference.trim(),
      });
      change({ type: 'fresh', request: crypto.randomUUID() });
      setAsked(false);
      onSold(sale);
      void client.invalidateQueries();
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      underWay.current = false;
    }
  }

  return {
    take: () => void take(),
    busy: make.isPending,
    locked: problem !== null && isUnsure(problem),
    problem,
    forget: () => setProblem(null),
    missing: asked ? missing : null,
  };
}
