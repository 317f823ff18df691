import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Problem } from '../../contract/app/problem.ts';
import { notKeptProblem, outcomeOf, problemOf } from '../problem.ts';
import type { Deed } from './with-draft.tsx';

export type Confirm<I = void> = {
  /** in: what the press brings beside the form, as a second person's secret; it is not kept. out: whether it is done. */
  readonly confirm: (input: I) => Promise<boolean>;
  readonly busy: boolean;
  /** While nothing has said what became of a press, the form is held fast: only the same deed may be repeated. */
  readonly held: boolean;
  /** Found so, by whoever comes back to the form: its answer never came. */
  readonly unanswered: boolean;
  readonly problem: Problem | null;
  readonly forget: () => void;
};

/** F9 of a form, laid down before it is sent and carried out once however often it is pressed. */
export function useConfirm<R, I = void>(
  send: (request: string, input: I) => Promise<R>,
  onDone: (result: R) => void,
  deed: Deed,
): Confirm<I> {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  // A second F9 in the same instant comes before React knows that the first is under way.
  const underWay = useRef(false);
  const { request, unsure } = deed;

  async function lay(): Promise<boolean> {
    try {
      await deed.sent();
      return true;
    } catch (error) {
      if (!unsure) deed.refused();
      setProblem(unsure ? problemOf(error) : notKeptProblem(error, '办理'));
      return false;
    }
  }

  async function carryOut(input: I): Promise<boolean> {
    try {
      const result = await send(request, input);
      // Nobody is told that it is done while a pulled plug would still bring the form back as unsure.
      await deed.done();
      onDone(result);
      void client.invalidateQueries();
      return true;
    } catch (error) {
      const outcome = outcomeOf(error);
      // A refusal at the door says nothing about an earlier press of the same form.
      if (outcome === 'settled' || (outcome === 'atTheDoor' && !unsure)) deed.refused();
      setProblem(problemOf(error));
      return false;
    }
  }

  async function confirm(input: I): Promise<boolean> {
    if (underWay.current) return false;
    underWay.current = true;
    setBusy(true);
    setProblem(null);
    const done = (await lay()) && (await carryOut(input));
    underWay.current = false;
    setBusy(false);
    return done;
  }

  return {
    confirm,
    busy,
    held: busy || unsure,
    unanswered: unsure && !busy && problem === null,
    problem,
    forget: () => setProblem(null),
  };
}
