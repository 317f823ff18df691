import { SEATING_HEADER } from '../contract/app/session.ts';

/** Kept per tab over a reload, and never for another tab: that one has to sign in itself. */
const KEPT_AS = 'gongxu.seating';

/** The sitting this window is in; null while nobody signed in here. */
export function seatingNow(): string | null {
  return sessionStorage.getItem(KEPT_AS);
}

/** Names this window's sign-in; sent with every call, so that the engine never takes one window for another. */
export function seatingHeaders(): Record<string, string> {
  const seating = seatingNow();
  return seating === null ? {} : { [SEATING_HEADER]: seating };
}

/** Only what a sign-in or sign-out of this very window answered; an answer to mere reading may be out of date. */
export function keepSeating(seating: string | null): void {
  if (seating === null) sessionStorage.removeItem(KEPT_AS);
  else sessionStorage.setItem(KEPT_AS, seating);
}
