import type { BatchHeader, Certificate } from '../../contract/city.ts';
import type { Code, Device, KeptBatch, Life, Mailbox, Rows, StreamHead } from './store.ts';

/** A database inside one transaction. Parameters stand as `?`, in order. */
export interface Sql {
  all(sql: string, ...values: readonly Value[]): Promise<readonly unknown[]>;
  /** out: rows changed. */
  run(sql: string, ...values: readonly Value[]): Promise<number>;
  /** What a SELECT ends with so that its rows stay taken. */
  readonly lock: string;
}
export type Value = string | number | Uint8Array | null;

/** What the server asks of its tables, said once in the SQL that both databases speak. */
export function createRows(sql: Sql): Rows {
  return { ...devices(sql), ...streams(sql), ...mailboxes(sql), ...admission(sql) };
}

async function one<T>(found: Promise<readonly unknown[]>): Promise<T | null> {
  const [row] = await found;
  return (row as T | undefined) ?? null;
}

function must<T>(row: T | null): T {
  if (row === null) throw new Error('a row that was just made is gone');
  return row;
}

interface DeviceRow {
  readonly device: string;
  readonly certificate: string;
  readonly registered_at: number;
  readonly revoked_at: number | null;
}

function toDevice({ device, certificate, registered_at, revoked_at }: DeviceRow): Device {
  return {
    device,
    certificate: JSON.parse(certificate) as Certificate,
    registeredAt: registered_at,
    revokedAt: revoked_at,
  };
}

function devices(sql: Sql) {
  return {
    async device(device: string) {
      const row = await one<DeviceRow>(sql.all('SELECT * FROM device WHERE device = ?', device));
      return row === null ? null : toDevice(row);
    },
    async lockDevice(device: string) {
      const found = sql.all(`SELECT * FROM device WHERE device = ? ${sql.lock}`, device);
      const row = await one<DeviceRow>(found);
      return row === null ? null : toDevice(row);
    },
    async devices() {
      return ((await sql.all('SELECT * FROM device ORDER BY device')) as DeviceRow[]).map(toDevice);
    },
    async setDevice({ device, certificate, registeredAt, revokedAt }: Device) {
      await sql.run(
        `INSERT INTO device (device, certificate, registered_at, revoked_at) VALUES (?, ?, ?, ?)
         ON CONFLICT (device) DO UPDATE SET certificate = excluded.certificate, revoked_at = excluded.revoked_at`,
        device,
        JSON.stringify(certificate),
        registeredAt,
        revokedAt,
      );
    },
    async trustedUpTo({ incarnation, audience }: { incarnation: string; audience: string }) {
      const found = sql.all(
        'SELECT position FROM trusted WHERE incarnation = ? AND audience = ?',
        incarnation,
        audience,
      );
      return (await one<{ position: number }>(found))?.position ?? 0;
    },
    async trustWhatIsHeld(device: string) {
      await sql.run(
        `INSERT INTO trusted (incarnation, audience, position)
         SELECT s.incarnation, s.audience, s.position FROM stream s JOIN life l ON l.incarnation = s.incarnation
         WHERE l.device = ? ON CONFLICT (incarnation, audience) DO NOTHING`,
        device,
      );
    },
  };
}

function streams(sql: Sql) {
  return {
    async lockLife(incarnation: string, device: string): Promise<Life> {
      await sql.run(
        'INSERT INTO life (incarnation, device, broken) VALUES (?, ?, 0) ON CONFLICT (incarnation) DO NOTHING',
        incarnation,
        device,
      );
      const found = sql.all(`SELECT device, broken FROM life WHERE incarnation = ? ${sql.lock}`, incarnation);
      const row = must(await one<{ device: string; broken: number }>(found));
      return { device: row.device, broken: row.broken !== 0 };
    },
    async markBroken(incarnation: string) {
      await sql.run('UPDATE life SET broken = 1 WHERE incarnation = ?', incarnation);
    },
    head({ incarnation, audience }: { incarnation: string; audience: string }) {
      return one<StreamHead>(
        sql.all(
          'SELECT position, hash, number, lamport FROM stream WHERE incarnation = ? AND audience = ?',
          incarnation,
          audience,
        ),
      );
    },
    async setHead(
      { incarnation, audience }: { incarnation: string; audience: string },
      { position, hash, number, lamport }: StreamHead,
    ) {
      await sql.run(
        `INSERT INTO stream (incarnation, audience, position, hash, number, lamport) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (incarnation, audience) DO UPDATE SET position = excluded.position, hash = excluded.hash,
           number = excluded.number, lamport = excluded.lamport`,
        incarnation,
        audience,
        position,
        hash,
        number,
        lamport,
      );
    },
  };
}

interface BatchRow {
  readonly header: string;
  readonly packed: Uint8Array;
  readonly first: number;
  readonly last: number;
}

function toBatch({ header, packed, first, last }: BatchRow): KeptBatch {
  return { header: JSON.parse(header) as BatchHeader, packed, first, last };
}

const MAILBOX = 'SELECT name, ending AS "end", lamport FROM mailbox';

function mailboxes(sql: Sql) {
  return {
    async lockMailbox(name: string) {
      await sql.run(
        'INSERT INTO mailbox (name, ending, lamport) VALUES (?, 0, 0) ON CONFLICT (name) DO NOTHING',
        name,
      );
      return must(await one<Mailbox>(sql.all(`${MAILBOX} WHERE name = ? ${sql.lock}`, name)));
    },
    async mailboxes() {
      return (await sql.all(`${MAILBOX} ORDER BY name`)) as Mailbox[];
    },
    async setMailbox({ name, end, lamport }: Mailbox) {
      await sql.run('UPDATE mailbox SET ending = ?, lamport = ? WHERE name = ?', end, lamport, name);
    },
    async addBatch(mailbox: string, { header, packed, first, last }: KeptBatch, reason: string | null) {
      const { incarnation, audience, from, count } = header;
      await sql.run(
        `INSERT INTO batch (mailbox, first, last, incarnation, audience, upto, header, reason, packed)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        ...[mailbox, first, last, incarnation, audience, from + count - 1],
        JSON.stringify(header),
        reason,
        packed,
      );
    },
    async batchAt({ incarnation, audience }: { incarnation: string; audience: string }, position: number) {
      const found = sql.all(
        `SELECT header, packed, first, last FROM batch
         WHERE incarnation = ? AND audience = ? AND upto >= ? AND (reason IS NULL OR reason <> 'FORK')
         ORDER BY upto LIMIT 1`,
        incarnation,
        audience,
        position,
      );
      const row = await one<BatchRow>(found);
      return row === null ? null : toBatch(row);
    },
    async hasBranch(header: BatchHeader) {
      const { incarnation, audience, from, count } = header;
      const found = await sql.all(
        `SELECT header FROM batch WHERE incarnation = ? AND audience = ? AND upto = ? AND reason = 'FORK'`,
        incarnation,
        audience,
        from + count - 1,
      );
      const text = JSON.stringify(header);
      return (found as { header: string }[]).some((row) => row.header === text);
    },
    async batchesAfter(mailbox: string, after: number, most: number) {
      const found = await sql.all(
        // Batches lie side by side, so the one that holds the next position is the last to begin by then.
        `SELECT header, packed, first, last FROM batch WHERE mailbox = ? AND last > ?
         AND first >= (SELECT max(first) FROM batch WHERE mailbox = ? AND first <= ?) ORDER BY first LIMIT ?`,
        ...[mailbox, after, mailbox, after + 1, most],
      );
      return (found as BatchRow[]).map(toBatch);
    },
  };
}

interface CodeRow {
  readonly seat: string;
  readonly expires: number;
  readonly used_by: string | null;
}

function admission(sql: Sql) {
  return {
    async epoch() {
      return must(await one<{ epoch: number }>(sql.all('SELECT epoch FROM city'))).epoch;
    },
    async beginEpoch() {
      await sql.run('UPDATE city SET epoch = epoch + 1');
      return must(await one<{ epoch: number }>(sql.all('SELECT epoch FROM city'))).epoch;
    },
    async addCode(seal: string, { seat, expires, usedBy }: Code) {
      await sql.run(
        'INSERT INTO code (seal, seat, expires, used_by) VALUES (?, ?, ?, ?)',
        ...[seal, JSON.stringify(seat), expires, usedBy],
      );
    },
    async lockCode(seal: string): Promise<Code | null> {
      const found = sql.all(`SELECT seat, expires, used_by FROM code WHERE seal = ? ${sql.lock}`, seal);
      const row = await one<CodeRow>(found);
      return row === null ? null : { seat: JSON.parse(row.seat), expires: row.expires, usedBy: row.used_by };
    },
    async useCode(seal: string, publicKey: string) {
      await sql.run('UPDATE code SET used_by = ? WHERE seal = ?', publicKey, seal);
    },
    async spendChallenge(nonce: string, expires: number) {
      const added = await sql.run(
        'INSERT INTO challenge (nonce, expires) VALUES (?, ?) ON CONFLICT (nonce) DO NOTHING',
        nonce,
        expires,
      );
      return added === 1;
    },
    async dropExpired(now: number) {
      await sql.run('DELETE FROM challenge WHERE expires < ?', now);
      await sql.run('DELETE FROM code WHERE expires < ? AND used_by IS NULL', now);
    },
  };
}
