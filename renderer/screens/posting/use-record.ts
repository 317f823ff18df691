import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../../engine.ts';
import { outcomeOf } from '../../problem.ts';

/** 登记: one press is one posting, also when the answer got lost and F9 is pressed again. */
export function useRecord(onDone: () => void) {
  const client = useQueryClient();
  const [request, setRequest] = useState(() => crypto.randomUUID() as string);
  const renew = () => setRequest(crypto.randomUUID());
  const record = useMutation(
    ask.posting.record.mutationOptions({
      onSuccess: async () => {
        renew();
        void client.invalidateQueries({ queryKey: ask.sales.key() });
        // The cursor goes to a paper that still waits, so the list comes first.
        await client.invalidateQueries({ queryKey: ask.posting.key() });
        onDone();
      },
      onError: (error) => {
        if (outcomeOf(error) === 'settled') renew();
        // Somebody else's tick may be the reason, so the list is read anew.
        void client.invalidateQueries({ queryKey: ask.posting.key() });
      },
    }),
  );
  return {
    ...record,
    go: (documents: readonly string[], slip: string) =>
      record.isPending || record.mutate({ request, documents: [...documents], slip, ground: null }),
    /** For slips of books alone, where the regional system takes no entry for them. */
    goWithout: (documents: readonly string[]) =>
      record.isPending ||
      record.mutate({ request, documents: [...documents], slip: '', ground: 'booksNotEntered' }),
  };
}
