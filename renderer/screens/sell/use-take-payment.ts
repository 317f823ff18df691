import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Problem } from '../../../contract/app/problem.ts';
import type { SaleRow } from '../../../contract/app/sales.ts';
import { ask } from '../../engine.ts';
import { outcomeOf, problemOf, unsureProblem } from '../../problem.ts';
import { buyerOf, totalFenOf } from './form.ts';
import { useSaleForm } from './form-context.tsx';
import { firstMissing, type Missing } from './missing.ts';

type Result = {
  readonly take: () => void;
  readonly busy: boolean;
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
    const { request, method, unsure } = form;
    const cardsFen = totalFenOf(form);
    // Before the answer: it may get lost, or come when the clerk has gone to another screen.
    change({ type: 'sent', request, course });
    try {
      const sale = await make.mutateAsync({
        request,
        buyer,
        course,
        outside: '',
        cards,
        books: [],
        payments: [
          { stream: 'cards', method, fen: cardsFen, reference: form.reference.trim(), tendered: null },
        ],
        receipts: [{ stream: 'cards', kind: 'none', number: '' }],
      });
      change({ type: 'sold', request, next: crypto.randomUUID() });
      setAsked(false);
      onSold(sale);
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
