import type { Db } from '../database/open.ts';
import { statement } from '../database/statement.ts';
import { businessDayOf } from './state.ts';

const ANSWER = `SELECT day FROM exception WHERE day = ? AND type = 'clock.confirmed' AND state ->> '$.device' = ?
  LIMIT 1`;

/** This PC's business day, if somebody confirmed the clock here on that day; else null. */
export function clockConfirmedOn(db: Db, device: string): string | null {
  return (statement(db, ANSWER).pluck().get(businessDayOf(db, device), device) as string | undefined) ?? null;
}
