import type { Payload } from '../../events/catalogue.ts';
import type { FoldEvent } from '../event-order.ts';

/** One account, from the city's list or opened at a counter. */
export interface PersonState {
  /** Null while only later news of the account has arrived (待到). */
  readonly said: Payload<'person.registered'> | null;
  /** 停用; null while the account is in use. */
  readonly closed: { readonly reason: string; readonly by: string; readonly day: string } | null;
}

const UNSEEN: PersonState = { said: null, closed: null };

export function foldPerson(state: PersonState | null, event: FoldEvent): PersonState {
  const person = state ?? UNSEEN;
  switch (event.type) {
    case 'person.registered':
    case 'account.opened':
      return { ...person, said: event.payload as Payload<'person.registered'> };
    case 'account.changed': {
      const { name, roles } = event.payload as Payload<'account.changed'>;
      return person.said === null ? person : { ...person, said: { ...person.said, name, roles } };
    }
    case 'account.closed': {
      const { reason } = event.payload as Payload<'account.closed'>;
      return { ...person, closed: { reason, by: event.actor, day: event.businessDay } };
    }
    case 'account.reopened':
      return { ...person, closed: null };
    default:
      return person;
  }
}
