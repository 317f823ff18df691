import { sha256, toHex, utf8 } from '../../../wire/bytes.ts';
import type { Db } from '../database/open.ts';
import type { World } from '../world.ts';
import { newEventFile, readEventFile, sealRecord, type Tail } from './event-file.ts';
import type { Content, KeptEvent } from './event-record.ts';
import { pcRecordOf } from './pc-record.ts';
import { copyFolder, eventFileName } from './place.ts';
import { createTailNote } from './tail-note.ts';

/** Events of one record: about 200 kB. */
const BATCH = 100;

export interface SecondFileOptions {
  readonly db: Db;
  readonly key: Uint8Array;
  readonly device: string;
  /** Of the note of where the file ended (tail-note.ts). */
  readonly noteFile: string;
}

/** A place in the file, and what it holds up to there. */
export interface Known {
  readonly tail: Tail;
  /** The database's rows are numbered without gaps, and the file holds them in their order. */
  readonly rows: number;
  /** Hash of what the file last said this PC is. */
  readonly pc: string;
}

/** The file of the second copy, ready to be written on. */
export interface SecondFile {
  readonly path: string;
  known: Known;
  /** Before the last record of events: what a later start proves the end by; null while there is none. */
  before: Known | null;
  /** Read from its beginning since the program started. */
  proven: boolean;
}

/** The volume isn't there, or another file is. */
export class Gone extends Error {}

export function pathIn(folder: string, device: string): string {
  return `${copyFolder(folder)}/${eventFileName(device)}`;
}

/**
 * The file as it is there: its end alone where the note proves it, else the whole; one that is not this database's is
 * kept under another name. in: `over`, whether the program ends meanwhile.
 */
export async function openSecondFile(
  folder: string,
  options: SecondFileOptions,
  world: World,
  over: () => boolean,
): Promise<SecondFile> {
  const path = pathIn(folder, options.device);
  await world.disk.makeFolder(copyFolder(folder));
  const size = await world.disk.size(path);
  if (size !== null) {
    const noted = createTailNote(world.disk, options.noteFile, options.key);
    const before = await noted.read();
    const end = before === null ? null : await readOn({ path, before, options, world, over });
    const found = end ?? (await readOn({ path, before: null, options, world, over }));
    // A file that wasn't read to its end is no other database's.
    if (over()) throw new Gone();
    if (found !== null) return found;
    await world.disk.rename(path, `${path.slice(0, -4)}-${world.clock.now()}.gxe`);
  }
  const { bytes, tail } = newEventFile(world.random);
  await world.disk.write(path, 0, bytes);
  return { path, known: { tail, rows: 0, pc: '' }, before: null, proven: true };
}

interface Reading {
  readonly path: string;
  /** Where reading begins; null for the file's beginning. */
  readonly before: Known | null;
  readonly options: SecondFileOptions;
  readonly world: World;
  readonly over: () => boolean;
}

/** Null when the file is damaged or not this database's, or nothing behind `before` proves that it is. */
async function readOn({ path, before, options, world, over }: Reading): Promise<SecondFile | null> {
  const { db, key } = options;
  let [rows, pc] = [before?.rows ?? 0, before?.pc ?? ''];
  let last: KeptEvent | undefined;
  let mark = before;
  const file = readEventFile(world.disk, path, key, before?.tail ?? null);
  for (;;) {
    const { done, value } = await file.next();
    if (done) {
      const { tail, ending } = value;
      if (tail === null || ending === 'damaged' || over() || !isRow(db, rows, last)) return null;
      if (before !== null && last === undefined) return null;
      return { path, known: { tail, rows, pc }, before: mark, proven: before === null };
    }
    const { content, at } = value;
    if (content.kind === 'pc') pc = hashOf(content);
    else {
      mark = { tail: at, rows, pc };
      rows += content.events.length;
      last = content.events.at(-1) ?? last;
    }
    await world.timers.nextTurn();
    if (over()) return null;
  }
}

/** Whether the file ends where this database has the same event. */
function isRow(db: Db, row: number, event: KeptEvent | undefined): boolean {
  if (event === undefined) return true;
  const hash = db.prepare('SELECT hash FROM event WHERE id = ?').pluck().get(row) as Buffer | undefined;
  return hash !== undefined && toHex(hash) === toHex(sha256(event.bytes));
}

/** Appends what the database has and the file hasn't. Throws what the disk throws, `Gone` where another file lies there. */
export async function writeRest(
  file: SecondFile,
  options: SecondFileOptions,
  world: World,
  over: () => boolean,
): Promise<void> {
  const { db, key, noteFile } = options;
  const size = await world.disk.size(file.path);
  // Another program, or another stick under the same name.
  if (size === null || size < file.known.tail.end) throw new Gone();
  const append = async (content: Content, more: Partial<Known>) => {
    const { bytes, tail } = sealRecord(key, file.known.tail, content, world.random);
    await world.disk.write(file.path, file.known.tail.end, bytes);
    file.known = { ...file.known, ...more, tail };
  };
  const some = db.prepare('SELECT bytes, personal, asked FROM event WHERE id > ? ORDER BY id LIMIT ?');
  const noted = file.before;
  while (!over()) {
    const pc = pcRecordOf(db);
    const content: Content | null = pc === null ? null : { kind: 'pc', pc };
    if (content !== null && hashOf(content) !== file.known.pc) await append(content, { pc: hashOf(content) });
    if (over()) return;
    const events = some.all(file.known.rows, BATCH) as KeptEvent[];
    if (events.length === 0) break;
    const before = file.known;
    await append({ kind: 'events', events }, { rows: before.rows + events.length });
    file.before = before;
    await world.timers.nextTurn();
  }
  if (file.before !== null && file.before !== noted) {
    await createTailNote(world.disk, noteFile, key).write(file.before);
  }
}

/** Whether the file is sound from its beginning to where it is known to go. Selling, and writing on, goes on meanwhile. */
export async function isSound(
  { path, known }: SecondFile,
  { key }: Pick<SecondFileOptions, 'key'>,
  { disk, timers }: World,
  over: () => boolean,
): Promise<boolean> {
  const file = readEventFile(disk, path, key, null);
  for (;;) {
    const { done, value } = await file.next();
    if (over()) return true;
    if (done) return (value.tail?.end ?? 0) >= known.tail.end;
    if (value.at.end >= known.tail.end) return true;
    await timers.nextTurn();
  }
}

function hashOf(content: Content): string {
  return toHex(sha256(utf8(JSON.stringify(content))));
}
