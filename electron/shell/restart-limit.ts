const WITHIN_MILLISECONDS = 60_000;
const MOST_RESTARTS = 3;

/** Asked before each restart of what died; false when it keeps dying and a person has to be told. */
export function createRestartLimit(now: () => number): () => boolean {
  let recent: readonly number[] = [];
  return () => {
    recent = [...recent.filter((time) => now() - time < WITHIN_MILLISECONDS), now()];
    return recent.length <= MOST_RESTARTS;
  };
}
