import { fromHex, toHex } from '../../../wire/bytes.ts';
import type { Db } from '../database/open.ts';
import { writeIdentity } from '../journal/identity.ts';
import { serverOf, writeServer } from '../sync/books.ts';
import type { PcRecord } from './event-record.ts';

interface Row {
  realm: string;
  device: string;
  private_key: Buffer;
  incarnation: string;
  letter: number;
  certificate: string;
  settings: Buffer;
}

/** What this database says this PC is, with the secrets set on it; null before it joined a city. */
export function pcRecordOf(db: Db): PcRecord | null {
  const row = db.prepare('SELECT * FROM identity').get() as Row | undefined;
  if (row === undefined) return null;
  const { realm, device, incarnation, letter, certificate } = row;
  return {
    ...{ realm, device, incarnation, letter, certificate },
    privateKey: toHex(row.private_key),
    settings: row.settings.toString('base64'),
    pins: db.prepare('SELECT * FROM pin ORDER BY person').all() as PcRecord['pins'],
    server: knowsServers(db) ? serverOf(db) : null,
  };
}

/** What is salvaged may have been written by a program from before there was a server. */
function knowsServers(db: Db): boolean {
  return db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'city_server'").get() !== undefined;
}

/** Makes an empty database that PC again. */
export function becomePc(db: Db, pc: PcRecord): void {
  writeIdentity(db, {
    ...pc,
    privateKey: fromHex(pc.privateKey),
    settings: Buffer.from(pc.settings, 'base64'),
  });
}

/** The newest word counts: a copy from before the PC knew its server would leave it alone with its data for good. */
export function putServer(db: Db, { server }: PcRecord): void {
  if (server !== null && server !== undefined) writeServer(db, server);
}

/** The newer secrets count: a restore must neither bring an old one back nor unlock what was locked. */
export function putPins(db: Db, pc: PcRecord): void {
  const known = db.prepare("SELECT name FROM pragma_table_info('pin')").pluck().all() as string[];
  for (const pin of pc.pins) {
    const columns = known.filter((name) => name in pin);
    const values = columns.map((name) => pin[name]);
    const places = columns.map(() => '?').join(', ');
    db.prepare(`INSERT OR REPLACE INTO pin (${columns.join(', ')}) VALUES (${places})`).run(values);
  }
}
