import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Problem } from '../../../contract/app/problem.ts';
import type { SaleRow } from '../../../contract/app/sales.ts';
import { ask } from '../../engine.ts';
import { outcomeOf, problemOf, unsureProblem } from '../../problem.ts';
import { changeIn, saleInput } from './due.ts';
import { useSaleForm } from './form-context.tsx';
import { firstMissing, type Judge, type Missing } from './missing.ts';

type Result = {
  readonly take: () => void;
  readonly busy: boolean;
  readonly problem: Problem | null;
  readonly forget: () => void;
  readonly missing: Missing | null;
};

/** 收款: checks the form, makes the sale once per form, then begins a fresh form. */
export function useTakePayment(
  judge: Judge,
  onSold: (sale: SaleRow, changeFen: number) => void,
  onMissing: (missing: Missing) => void,
): Result {
  const { form, change } = useSaleForm();
  const client = useQueryClient();
  const [asked, setAsked] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  // A second F9 in the same instant comes before React knows that the first is under way.
  const underWay = useRef(false);
  const make = useMutation(ask.sales.make.mutationOptions());
  const missing = firstMissing(form, judge);

  async function take(): Promise<void> {
    const input = saleInput(form, judge.offer);
    setAsked(true);
    if (missing !== null) return onMissing(missing);
    if (underWay.current || input === null) return;
    underWay.current = true;
    setProblem(null);
    const { request, unsure } = form;
    // Before the answer: it may get lost, or come when the clerk has gone to another screen.
    change({ type: 'sent', request, course: input.course });
    try {
      const sale = await make.mutateAsync(input);
      change({ type: 'sold', request, next: crypto.randomUUID() });
      setAsked(false);
      onSold(sale, changeIn(input.payments));
      void client.invalidateQueries();
    } catch (error) {
      const outcome = outcomeOf(error);
      // A refusal at the door says nothing about an earlier press of the same sale.
      const settled = outcome === 'settled' || (outcome === 'atTheDoor' && !unsure);
      if (settled) change({ type: 'settled', request });
      setProblem(settled ? problemOf(error) : unsureProblem());
    } finally {
      underWay.current = false;
    }
  }

  return {
    take: () => void take(),
    busy: make.isPending,
    problem,
    forget: () => setProblem(null),
    missing: asked ? missing : null,
  };
}
