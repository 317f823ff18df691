import { fork } from 'node:child_process';
import dns from 'node:dns';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { noteReport } from '../../build/inspect-note.ts';
import { type CardNote, readCardNote } from '../../contract/domain/card-note.ts';
import type { TakenRange } from '../../contract/domain/card-note-overlap.ts';
import { readBytes } from '../../electron/engine/intake/read-bytes.ts';
import { READING_LIMIT_MS, type ReadPorts, readSpreadsheet } from '../../electron/engine/intake/read-file.ts';
import type { ReaderChild, ReaderReply, ReaderRequest } from '../../electron/engine/intake/reader-port.ts';
import { spawnReader } from '../../electron/spawn-reader.ts';
import { realWorld } from '../../electron/world.ts';
import { sheetOf, textRow } from '../workbook-builder.ts';

const SAMPLES = path.resolve(import.meta.dirname, '../samples');

type Expected = Readonly<Record<string, unknown>> & {
  readonly file: string;
  readonly type: string;
  readonly outcomes: readonly string[];
  readonly requires: readonly string[];
};

const expectations: readonly Expected[] = JSON.parse(readFileSync(`${SAMPLES}/expected.json`, 'utf8')).files;
const hostile = expectations.filter((entry) => entry.type === 'hostile');
const notes = expectations.filter((entry) => entry.type === 'card-note');
const ports = realWorld(spawnReader);

function sample(file: string): Buffer {
  return readFileSync(path.join(SAMPLES, file));
}

async function noteIn(file: string, taken: readonly TakenRange[]): Promise<CardNote> {
  const read = await readSpreadsheet(sample(file), ports);
  if (!read.ok) throw new Error(read.error);
  const note = readCardNote(read.value.workbook.sheets, taken);
  if (!note.ok) throw new Error(note.error.kind);
  return note.value;
}

async function takenIn(files: readonly string[]): Promise<TakenRange[]> {
  const taken: TakenRange[] = [];
  for (const source of files) {
    for (const line of (await noteIn(source, taken)).lines) {
      if (line.kind === 'accepted') taken.push({ range: line.range, source });
    }
  }
  return taken;
}

/** The real reader, with an ear for what it says it needed. */
function watchedReader() {
  let peak = 0;
  const spawn = () => {
    const child = spawnReader();
    child.onMessage((reply) => {
      if (reply.kind !== 'rows') peak = reply.peakMegabytes;
    });
    return child;
  };
  return { spawn, peak: () => peak };
}

describe('delivery notes', () => {
  test.each(notes)('$file is read field by field as expected', async (entry) => {
    const report = noteReport(await noteIn(entry.file, await takenIn(entry.requires)));
    const { file: _, type: __, outcomes, requires: ___, bytes: ____, sha256: _____, ...fields } = entry;
    expect(outcomes).toContain(report.outcome);
    for (const [field, value] of Object.entries(fields)) expect.soft(report[field], field).toEqual(value);
  });

  test('the same note a second time is refused row by row and recognised by its number', async () => {
    const [first, second] = [await noteIn('40-card-note-1.xlsx', []), await takenIn(['40-card-note-1.xlsx'])];
    const again = await noteIn('40-card-note-1.xlsx', second);
    expect(again.slipNumber).toBe(first.slipNumber);
    expect(again.acceptedCards).toBe(0);
    expect(again.lines.map((line) => line.kind)).toEqual(['refused', 'refused', 'refused', 'refused']);
  });
});

describe('hostile files', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  test('all twelve are among the samples', () => {
    expect(hostile).toHaveLength(12);
  });

  test.each(hostile)('$file: $outcomes within 10 seconds and 512 MB', async (entry) => {
    const { spawn, peak } = watchedReader();
    const started = performance.now();
    const read = await readSpreadsheet(sample(entry.file), { ...ports, spawnReader: spawn });
    expect(entry.outcomes).toContain(read.ok ? 'accepted' : `refused:${read.error}`);
    expect((performance.now() - started) / 1000).toBeLessThan(10);
    expect(peak()).toBeLessThan(512);
  });

  test('none of them makes the reader look up a name, open a connection or fetch', async () => {
    const doors = [
      vi.spyOn(net.Socket.prototype, 'connect'),
      vi.spyOn(dns, 'lookup'),
      vi.spyOn(globalThis, 'fetch'),
    ];
    for (const { file } of hostile) await readBytes(sample(file));
    for (const door of doors) expect(door).not.toHaveBeenCalled();
  });

  test('rows of an accepted one arrive whole: five people under the header', async () => {
    const read = await readSpreadsheet(sample('hostile/h08-million-rows.xlsx'), ports);
    const sheet = read.ok ? read.value.workbook.sheets[0] : undefined;
    expect(sheet?.rows.map((row) => row.number)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(sheet?.rows[1]?.cells[2]).toEqual({ kind: 'text', text: '450782197401100183' });
  });
});

/** A child that says and does only what the test tells it to. */
function puppet() {
  const listeners: { message?: (reply: ReaderReply) => void; exit?: () => void } = {};
  const child = {
    send: vi.fn(),
    onMessage(listener: (reply: ReaderReply) => void) {
      listeners.message = listener;
    },
    onExit(listener: () => void) {
      listeners.exit = listener;
    },
    kill: vi.fn(),
  } satisfies ReaderChild;
  return {
    child,
    say: (reply: ReaderReply) => listeners.message?.(reply),
    exit: () => listeners.exit?.(),
  };
}

function fakePorts(child: ReaderChild) {
  const waiting = new Map<() => void, number>();
  let now = 0;
  const faked: ReadPorts = {
    spawnReader: vi.fn(() => child),
    clock: { now: () => now },
    timers: {
      after(milliseconds, run) {
        waiting.set(run, now + milliseconds);
        return () => void waiting.delete(run);
      },
      nextTurn: () => Promise.resolve(),
    },
  };
  const pass = (milliseconds: number) => {
    now += milliseconds;
    for (const [run, due] of waiting) if (due <= now && waiting.delete(run)) run();
  };
  return { ports: faked, pass, waiting };
}

const PAGE: ReaderReply = {
  kind: 'rows',
  sheet: 0,
  json: '[{"number":1,"cells":[{"kind":"text","text":"甲"}]}]',
};
const DONE: ReaderReply = {
  kind: 'read',
  frame: {
    format: 'xlsx',
    date1904: false,
    sheets: [{ name: 'S', hidden: false, hiddenColumns: [], merges: [] }],
  },
  peakMegabytes: 99,
};

describe('the reading process', () => {
  test('pages become one workbook, with what it cost; the child is gone and nothing is left waiting', async () => {
    const { child, say } = puppet();
    const { ports: faked, pass, waiting } = fakePorts(child);
    const reading = readSpreadsheet(Buffer.from('x'), faked);
    pass(1500);
    for (const reply of [PAGE, PAGE, DONE]) say(reply);
    const read = await reading;
    expect(read.ok && [read.value.seconds, read.value.peakMegabytes]).toEqual([1.5, 99]);
    expect(read.ok && read.value.workbook.sheets[0]?.rows).toHaveLength(2);
    expect(child.kill).toHaveBeenCalled();
    expect(waiting.size).toBe(0);
  });

  test('a child that hangs is killed at 10 seconds and not before', async () => {
    const { child, say } = puppet();
    const { ports: faked, pass } = fakePorts(child);
    const reading = readSpreadsheet(Buffer.from('x'), faked);
    say(PAGE);
    pass(READING_LIMIT_MS - 1);
    expect(child.kill).not.toHaveBeenCalled();
    pass(1);
    expect(child.kill).toHaveBeenCalled();
    expect(await reading).toEqual({ ok: false, error: 'file-too-large' });
  });

  test('a child that ends after half of its pages leaves nothing of the file', async () => {
    const { child, say, exit } = puppet();
    const reading = readSpreadsheet(Buffer.from('x'), fakePorts(child).ports);
    say(PAGE);
    exit();
    say(DONE);
    expect(await reading).toEqual({ ok: false, error: 'file-damaged' });
  });

  test('a real child killed at work is a damaged file', async () => {
    const killed = () => {
      const child = spawnReader();
      const send = (request: ReaderRequest) => {
        child.send(request);
        child.kill();
      };
      return { ...child, send };
    };
    const read = await readSpreadsheet(sample('40-card-note-1.xlsx'), { ...ports, spawnReader: killed });
    expect(read).toEqual({ ok: false, error: 'file-damaged' });
  });

  test('a file that would take more than 512 MB is refused before it does', async () => {
    const { spawn, peak } = watchedReader();
    const file = sheetOf(textRow(1, ['x'.repeat(190_000_000)]));
    const read = await readSpreadsheet(file, { ...ports, spawnReader: spawn });
    expect(read).toEqual({ ok: false, error: 'file-too-large' });
    expect(peak()).toBeLessThan(600);
  });

  test('a reader still at work ends when the engine is gone', async () => {
    const entry = path.resolve(import.meta.dirname, '../../electron/engine/intake/reader-process.ts');
    const child = fork(entry, [], { serialization: 'advanced', stdio: 'ignore' });
    child.send({ bytes: sheetOf('<'.repeat(100_000_000)) } satisfies ReaderRequest);
    child.disconnect();
    const [code] = await once(child, 'exit');
    // 0 would mean that it had gone on to the end of the file.
    expect(code).toBe(1);
  });

  test('an empty file and one above 20 MB are refused without starting a process', async () => {
    const { ports: faked } = fakePorts(puppet().child);
    expect(await readSpreadsheet(new Uint8Array(0), faked)).toEqual({ ok: false, error: 'file-empty' });
    const large = new Uint8Array(20 * 1024 * 1024 + 1);
    expect(await readSpreadsheet(large, faked)).toEqual({ ok: false, error: 'file-too-large' });
    expect(faked.spawnReader).not.toHaveBeenCalled();
  });
});
