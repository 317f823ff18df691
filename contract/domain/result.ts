/** An expected outcome: the value, or the reason it was refused. Exceptions are left for bugs. */
export type Result<T, E> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E };

export function ok<T>(value: T): Result<T, never> {
  return { ok: true, value };
}

export function fail<E>(error: E): Result<never, E> {
  return { ok: false, error };
}

/** Closes a switch over a union: a new member makes the compiler stop here. */
export function assertNever(x: never): never {
  throw new Error(`unhandled case: ${tagOf(x)}`);
}

// Only the tag is named: the rest of a value may hold personal data, and errors end up in logs.
function tagOf(x: unknown): string {
  if (typeof x === 'object' && x !== null && 'kind' in x) return String(x.kind);
  return typeof x === 'string' ? x : typeof x;
}
