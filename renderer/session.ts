import type { InferContractRouterOutputs } from '@orpc/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { App } from '../contract/app/index.ts';
import { ask } from './engine.ts';
import { keepSeating } from './seating.ts';

export type AppState = InferContractRouterOutputs<App>['session']['state'];
export type City = NonNullable<AppState['city']>;
export type Clerk = NonNullable<AppState['clerk']>;

/** Shows the new state at once and asks anew for everything that was listed under the old one. */
function useTakeState() {
  const client = useQueryClient();
  return (state: AppState) => {
    keepSeating(state.seating);
    client.setQueryData(ask.session.state.queryKey(), state);
    void client.invalidateQueries({
      predicate: (query) => query.queryKey[0] !== ask.session.state.queryKey()[0],
    });
  };
}

export function useStartPractice() {
  return useMutation(ask.session.startPractice.mutationOptions({ onSuccess: useTakeState() }));
}

export function useSignIn() {
  return useMutation(ask.session.signIn.mutationOptions({ onSuccess: useTakeState() }));
}

/** 设自己的密码: a new form is a new request; the same one may be sent again when its answer got lost. */
export function useChooseSecret() {
  return useMutation(ask.session.chooseSecret.mutationOptions({ onSuccess: useTakeState() }));
}

export function useSignOut() {
  return useMutation(ask.session.signOut.mutationOptions({ onSuccess: useTakeState() }));
}

export function useSettleWarning() {
  return useMutation(ask.session.settleWarning.mutationOptions({ onSuccess: useTakeState() }));
}

/** 时间无误: one question is one request, however often it is pressed. */
export function useConfirmClock() {
  const [request] = useState(() => crypto.randomUUID() as string);
  const step = useMutation(ask.session.confirmClock.mutationOptions({ onSuccess: useTakeState() }));
  return { ...step, go: () => step.isPending || step.mutate({ request }) };
}

/** 下一天: one press is one day, also when the answer got lost and the button is pressed again. */
export function useNextPracticeDay() {
  const take = useTakeState();
  const [request, setRequest] = useState(() => crypto.randomUUID());
  const step = useMutation(
    ask.session.nextPracticeDay.mutationOptions({
      onSuccess: (state) => {
        take(state);
        setRequest(crypto.randomUUID());
      },
    }),
  );
  return { ...step, go: () => step.isPending || step.mutate({ request }) };
}
