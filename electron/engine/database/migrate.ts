import type Database from 'better-sqlite3';
import { refuse } from '../problem.ts';
import { migration10 } from './migration-10-journal.ts';
import { migration20 } from './migration-20-warnings.ts';
import { migration30 } from './migration-30-secrets.ts';
import { migration40 } from './migration-40-preference.ts';
import { migration50 } from './migration-50-held.ts';
import { migration80 } from './migration-80-drawer-counts.ts';
import { migration90 } from './migration-90-sync.ts';

export interface Migration {
  readonly number: number;
  readonly sql: string;
}

/** In tens, additive only: a column once written by some version is never dropped or renamed. */
export const migrations: readonly Migration[] = [
  migration10,
  migration20,
  migration30,
  migration40,
  migration50,
  migration80,
  migration90,
];

/** Brings the database to this program's schema, one transaction per step. A newer database is left untouched. */
export function migrate(db: Database.Database, steps: readonly Migration[] = migrations): void {
  const current = db.pragma('user_version', { simple: true }) as number;
  const newest = steps.at(-1)?.number ?? 0;
  if (current > newest) {
    throw refuse(
      'NEWER_DATABASE',
      '这份数据由更新版本的公需柜台写成，本版本不能打开。',
      '请安装新版本的程序后再打开。',
      '数据完好，本程序没有改动它。',
    );
  }
  for (const step of steps.filter((candidate) => candidate.number > current)) {
    db.transaction(() => {
      db.exec(step.sql);
      db.pragma(`user_version=${step.number}`);
    }).immediate();
  }
}
