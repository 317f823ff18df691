import type { Account } from '../../../contract/app/accounts.ts';
import { hourInShanghai, timeInShanghai } from '../../../contract/domain/calendar.ts';
import type { Db } from '../database/open.ts';
import { type SecretState, secretState } from '../people/pins.ts';
import { nameOf, people } from './state.ts';

interface Wall {
  readonly now: number;
  /** A practice city lives apart from the wall's date. */
  readonly practice: boolean;
}

/** A point's accounts, those in use first; with what this PC alone knows of their secrets. */
export function accountsOfPoint(db: Db, point: string, wall: Wall): Account[] {
  return people(db)
    .filter(({ said }) => said.point === point)
    .toSorted((a, b) => Number(a.closed !== null) - Number(b.closed !== null))
    .map(({ said, closed }) => {
      const secret = secretState(db, said.person, wall.now);
      return {
        id: said.person,
        name: said.name,
        roles: said.roles,
        closed: closed === null ? null : { ...closed, by: nameOf(db, closed.by) },
        secret: secret === null ? 'none' : secret.given ? 'given' : 'own',
        locked: secret?.locked ?? false,
        lastSignIn: signInTime(secret?.signedIn ?? null, wall.practice),
      };
    });
}

function signInTime(signedIn: SecretState['signedIn'], practice: boolean): string | null {
  if (signedIn === null) return null;
  return practice ? `${signedIn.day} ${hourInShanghai(signedIn.at)}` : timeInShanghai(signedIn.at);
}
