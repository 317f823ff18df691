import Database from 'better-sqlite3';
import { type Db, openImage } from '../database/open.ts';
import { refuse } from '../problem.ts';
import type { Disk, World } from '../world.ts';
import { newEventFile, sealRecord } from './event-file.ts';
import type { KeptEvent, PcRecord } from './event-record.ts';
import { pcRecordOf } from './pc-record.ts';
import { decodedOrNull } from './take-in.ts';
import type { Salvaged } from './worker-port.ts';

/** Rows read at once; where one of them can't be, they are tried one by one. */
const STEP = 100;
/** No row of an event takes less, so a file of so many bytes holds at most so many. */
const LEAST_BYTES = 256;

export interface Found {
  readonly pc: PcRecord | null;
  readonly events: Iterable<readonly KeptEvent[]>;
  /** Rows that couldn't be read so far. */
  readonly unread: () => number;
}

/** What can still be read in an image of a database, damaged or not. in: the image's bytes, which bound its rows. */
export function readWhatIsLeft(db: Db, bytes: number): Found {
  let unread = 0;
  const some = db.prepare('SELECT bytes, personal, asked FROM event WHERE id > ? AND id <= ? ORDER BY id');
  const last = orNull(() => db.prepare('SELECT max(id) FROM event').pluck().get() as number | null);
  const upto = last ?? Math.ceil(bytes / LEAST_BYTES);
  function* events() {
    for (let from = 0; from < upto; from += STEP) {
      const rows = orNull(() => some.all(from, from + STEP) as KeptEvent[]);
      yield (rows ?? singly(from)).filter((event) => {
        const sound = decodedOrNull(event) !== null;
        if (!sound) unread++;
        return sound;
      });
    }
  }
  function singly(from: number): KeptEvent[] {
    const rows: KeptEvent[] = [];
    for (let id = from + 1; id <= from + STEP; id++) {
      const row = orNull(() => some.all(id - 1, id) as KeptEvent[]);
      if (row === null) unread++;
      else rows.push(...row);
    }
    return rows;
  }
  return { pc: orNull(() => pcRecordOf(db)), events: events(), unread: () => unread };
}

/** Writes what is left of a database into a file of events, from which a restore can be made. Refuses when nothing is. */
export async function salvage(
  image: string,
  into: string,
  key: Uint8Array,
  { disk, random }: { readonly disk: Disk; readonly random: World['random'] },
): Promise<Salvaged> {
  const db = orNull(() => openImage(image, key));
  if (db === null) throw nothingRead();
  let { bytes, tail } = newEventFile(random);
  try {
    await disk.write(into, 0, bytes);
    const left = readWhatIsLeft(db, (await disk.size(image)) ?? 0);
    let count = 0;
    if (left.pc !== null) await append({ kind: 'pc', pc: left.pc });
    for (const events of left.events) {
      if (events.length > 0) await append({ kind: 'events', events });
      count += events.length;
    }
    if (count === 0) {
      await disk.remove(into);
      throw nothingRead();
    }
    return { events: count, unread: left.unread() };
  } finally {
    db.close();
  }

  async function append(content: Parameters<typeof sealRecord>[2]): Promise<void> {
    const from = tail.end;
    ({ bytes, tail } = sealRecord(key, tail, content, random));
    await disk.write(into, from, bytes);
  }
}

function nothingRead() {
  return refuse(
    'SALVAGE_NOTHING',
    '一条业务记录也没有读出来：密钥不是这份数据的，或文件开头已损坏。',
    '请用备份或副本恢复；若换过密钥文件，把原来的放回数据文件夹，重新启动后再试。',
    '原来的数据文件没有改动。',
  );
}

/** Damage is what is looked for here; anything else is a bug. */
export function orNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof Database.SqliteError) return null;
    throw error;
  }
}
