import Database from 'better-sqlite3';
import { migrate, migrations } from '../../electron/engine/database/migrate.ts';
import { migration10 } from '../../electron/engine/database/migration-10-journal.ts';
import { setPragmas } from '../../electron/engine/database/pragmas.ts';
import { statementsOf } from './statements.ts';

/**
 * Runs the migrations on a file and kills itself in the middle of the last one: after its `after`-th statement.
 * in: path, key in hex, which migration ('first', or 'next' for one on top), after.
 */
const [path = '', key = '', which = '', after = ''] = process.argv.slice(2);
const db = new Database(path);
db.pragma("cipher='aegis'");
db.pragma(`key="x'${key}'"`);
setPragmas(db);
db.function('die', () => process.kill(process.pid, 'SIGKILL'));

const next =
  'ALTER TABLE pin ADD COLUMN hint TEXT; CREATE TABLE note (id INTEGER) STRICT; INSERT INTO note VALUES (1);';
const dying = (sql: string) => {
  const statements = statementsOf(sql);
  return [...statements.slice(0, Number(after)), 'SELECT die();', ...statements.slice(Number(after))].join(
    '\n',
  );
};
if (which === 'first') migrate(db, [{ number: 10, sql: dying(migration10.sql) }]);
else migrate(db, [...migrations, { number: (migrations.at(-1)?.number ?? 0) + 10, sql: dying(next) }]);
