import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { JoiningState } from '../../../contract/app/joining.ts';
import { ask } from '../../engine.ts';
import { useTakeState } from '../../session.ts';

/** Where the joining of this PC stands; it is kept by the engine, over a restart too. */
export function useJoining() {
  const client = useQueryClient();
  const state = useQuery(ask.join.begin.queryOptions({ staleTime: Number.POSITIVE_INFINITY }));
  const onSuccess = (now: JoiningState) => client.setQueryData(ask.join.begin.queryKey(), now);
  return {
    state,
    byCode: useMutation(ask.join.byCode.mutationOptions({ onSuccess })),
    byFile: useMutation(ask.join.byFile.mutationOptions({ onSuccess })),
    startOver: useMutation(ask.join.startOver.mutationOptions({ onSuccess })),
    finish: useMutation(ask.join.finish.mutationOptions({ onSuccess: useTakeState() })),
  };
}

export type Joining = ReturnType<typeof useJoining>;
