import type { Employer } from '../../../contract/app/sales.ts';
import { employerKey, normaliseEmployerName } from '../../../contract/domain/employer-name.ts';
import type { EmployerState } from '../../../contract/domain/folds/employer.ts';
import { maskedContact, maskedPhone } from '../../../contract/domain/masked.ts';
import type { Db } from '../database/open.ts';
import { statement } from '../database/statement.ts';
import { stateOf } from './state.ts';

const MOST = 20;

/** Units whose names hold the text, however it was typed. */
export function findEmployers(db: Db, text: string): Employer[] {
  const key = employerKey(normaliseEmployerName(text).name);
  const rows = statement(
    db,
    'SELECT id, state FROM employer WHERE instr(key, ?) > 0 ORDER BY key LIMIT ?',
  ).all(key, MOST) as { id: string; state: string }[];
  return rows.map(({ id, state }) => toRow(id, JSON.parse(state)));
}

export function employerRow(db: Db, id: string): Employer | null {
  const state = stateOf<EmployerState>(db, 'employer', id);
  return state === null ? null : toRow(id, state);
}

function toRow(employer: string, { name, area, contact, phone }: EmployerState): Employer {
  return {
    employer,
    name,
    area,
    contact: maskedContact(contact ?? '') || null,
    phone: maskedPhone(phone ?? '') || null,
  };
}
