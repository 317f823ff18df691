import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Problem } from '../../../contract/app/problem.ts';
import type { SaleRow } from '../../../contract/app/sales.ts';
import { ask } from '../../engine.ts';
import { notKeptProblem, outcomeOf, problemOf, unsureProblem } from '../../problem.ts';
import { changeIn, type SaleInput, saleInput } from './due.ts';
import { freshForm, type SaleStep, saleForm } from './form.ts';
import { useSaleForm } from './form-context.tsx';
import { firstMissing, type Judge, type Missing } from './missing.ts';

type Result = {
  readonly take: () => void;
  readonly busy: boolean;
  readonly problem: Problem | null;
  readonly forget: () => void;
  readonly missing: Missing | null;
};

type Failed = { readonly request: string; readonly problem: Problem };

/** 收款: checks the form, lays it down as sent, makes the sale once per form, then begins a fresh form. */
export function useTakePayment(
  judge: Judge,
  onSold: (sale: SaleRow, changeFen: number) => void,
  onMissing: (missing: Missing) => void,
): Result {
  const { form, change, drafts } = useSaleForm();
  const client = useQueryClient();
  // Both belong to the sale they were said of, which may be put aside for another.
  const [asked, setAsked] = useState<string | null>(null);
  const [failed, setFailed] = useState<Failed | null>(null);
  const [busy, setBusy] = useState(false);
  // A second F9 in the same instant comes before React knows that the first is under way.
  const underWay = useRef(false);
  const make = useMutation(ask.sales.make.mutationOptions());
  const missing = firstMissing(form, judge);
  const { request, unsure } = form;

  /** Should page or engine die after this, the same request is found and repeated: never a second sale. */
  async function lay(sent: SaleStep): Promise<boolean> {
    // Before the answer: it may get lost, or come when the clerk has gone to another screen.
    change(sent);
    try {
      await drafts.keep(saleForm(form, sent));
      return true;
    } catch (error) {
      if (!unsure) change({ type: 'settled', request });
      setFailed({ request, problem: unsure ? unsureProblem() : notKeptProblem(error) });
      return false;
    }
  }

  async function send(input: SaleInput): Promise<void> {
    try {
      const sale = await make.mutateAsync(input);
      // Nobody is told 已收款 while a pulled plug would still bring the sale back as an unsure one.
      await drafts.keep(freshForm(request)).catch(() => undefined);
      change({ type: 'sold', request, next: crypto.randomUUID() });
      onSold(sale, changeIn(input.payments));
      void client.invalidateQueries();
    } catch (error) {
      const outcome = outcomeOf(error);
      // A refusal at the door says nothing about an earlier press of the same sale.
      const settled = outcome === 'settled' || (outcome === 'atTheDoor' && !unsure);
      if (settled) change({ type: 'settled', request });
      setFailed({ request, problem: settled ? problemOf(error) : unsureProblem() });
    }
  }

  async function take(): Promise<void> {
    const input = saleInput(form, judge.offer);
    setAsked(request);
    if (missing !== null) return onMissing(missing);
    if (underWay.current || input === null) return;
    underWay.current = true;
    setBusy(true);
    setFailed(null);
    if (await lay({ type: 'sent', request, course: input.course })) await send(input);
    underWay.current = false;
    setBusy(false);
  }

  return {
    take: () => void take(),
    busy,
    problem: failed?.request === request ? failed.problem : null,
    forget: () => setFailed(null),
    missing: asked === request ? missing : null,
  };
}
