import type { Problem } from '../../../contract/app/problem.ts';
import type { Warning } from '../../../contract/app/session.ts';
import { toHex } from '../../../wire/bytes.ts';
import type { Db } from '../database/open.ts';
import { write } from '../database/write.ts';
import { refuse } from '../problem.ts';
import type { World } from '../world.ts';

/** Who settled a warning, and why. */
export interface Settlement {
  readonly person: string;
  readonly reason: string;
}

/** What people must know about this PC. */
export interface Warnings {
  /** Oldest first; those of this session alone come last. */
  standing(): readonly Warning[];
  /** Stands over every restart until somebody settles it; inside the caller's transaction, if there is one. */
  keep(problem: Problem): void;
  /** Said until the program ends: there is nothing left to settle, or the disk takes nothing. */
  mention(problem: Problem): void;
  /** The first settlement counts; a repeated one changes nothing. */
  settle(id: string, by: Settlement): void;
}

export function createWarnings(db: Db, { clock, random }: Pick<World, 'clock' | 'random'>): Warnings {
  const mentioned: Problem[] = [];
  const standing = db.prepare(
    'SELECT id, code, happened, safe, todo FROM warning WHERE settled_at IS NULL ORDER BY rowid',
  );
  return {
    standing: () => [
      ...(standing.all() as Warning[]),
      ...mentioned.map((problem) => ({ id: null, ...problem })),
    ],
    keep({ code, happened, safe, todo }) {
      const add = db.prepare(
        'INSERT INTO warning (id, code, happened, safe, todo, noticed_at) VALUES (?, ?, ?, ?, ?, ?)',
      );
      write(db, () => add.run(toHex(random(8)), code, happened, safe, todo, clock.now()));
    },
    mention(problem) {
      mentioned.push(problem);
    },
    settle(id, { person, reason }) {
      const known = db.prepare('SELECT 1 FROM warning WHERE id = ?').pluck().get(id);
      if (known === undefined) throw refuse('WARNING', '没有找到这条提示。', '请返回首页再看一次。');
      const settled = db.prepare(
        'UPDATE warning SET settled_at = ?, settled_by = ?, reason = ? WHERE id = ? AND settled_at IS NULL',
      );
      write(db, () => settled.run(clock.now(), person, reason, id));
    },
  };
}
