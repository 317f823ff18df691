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
export function useTakeState() {
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

/** 练习 from the sign-in of a joined city, or back: a new page, so that no form of the one realm is left in the other. */
export function useSwitchRealm() {
  const reload = { onSuccess: () => location.reload() };
  return {
    toPractice: useMutation(ask.session.startPractice.mutationOptions(reload)),
    leavePractice: useMutation(ask.session.leavePractice.mutationOptions(reload)),
  };
}

/** 确认业务日期: one question is one request, however often it is pressed. */
export function useOpenDay(day: string) {
  const [request] = useState(() => crypto.randomUUID() as string);
  const step = useMutation(ask.session.openDay.mutationOptions({ onSuccess: useTakeState() }));
  return { ...step, go: () => step.isPending || step.mutate({ request, day }) };
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
