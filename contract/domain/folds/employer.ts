import type { Payload, Personal } from '../../events/catalogue.ts';
import { employerKey } from '../employer-name.ts';
import type { FoldEvent } from '../event-order.ts';

/** A buying unit; `key` is the name as it is compared, so that blanks and brackets make no second unit. */
export interface EmployerState {
  readonly name: string;
  readonly key: string;
  readonly area: string;
  readonly contact: string | null;
  readonly phone: string | null;
}

/** Registered, or corrected later: what was said last stands. */
export function foldEmployer(_state: EmployerState | null, event: FoldEvent): EmployerState {
  const { name, area } = event.payload as Payload<'employer.registered'>;
  const personal = event.personal as Personal<'employer.registered'> | null;
  return {
    name,
    key: employerKey(name),
    area,
    contact: personal?.contact ?? null,
    phone: personal?.phone ?? null,
  };
}
