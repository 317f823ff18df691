import type Database from 'better-sqlite3';
import type { Db } from './open.ts';

const prepared = new WeakMap<Db, Map<string, Database.Statement>>();

/**
 * The statement for a text, prepared once per database: preparing anew took a fifth of every sale (measured). Only for
 * texts that stand in the code, of which there are few; each must always be used in the same mode (pluck, raw).
 */
export function statement(db: Db, sql: string): Database.Statement {
  const known = prepared.get(db) ?? new Map<string, Database.Statement>();
  prepared.set(db, known);
  const found = known.get(sql) ?? db.prepare(sql);
  known.set(sql, found);
  return found;
}
