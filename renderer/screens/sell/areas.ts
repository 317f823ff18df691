import { useQuery } from '@tanstack/react-query';
import { ask } from '../../engine.ts';

function useCity() {
  return useQuery(ask.session.state.queryOptions()).data?.city ?? null;
}

/** The areas a buyer can come from, as the city's settings say; own ones first. */
export function useAreas() {
  return (useCity()?.areas ?? []).map((value) => ({ value, label: value }));
}

/** The point's main buyers; null while not known, and then nobody is asked why they came. */
export function useOwnAreas(): readonly string[] | null {
  return useCity()?.ownAreas ?? null;
}
