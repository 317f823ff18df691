import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { isCalendarDay } from '../contract/domain/calendar.ts';
import { type CardNote, readCardNote } from '../contract/domain/card-note.ts';
import type { TakenRange } from '../contract/domain/card-note-overlap.ts';
import { listType } from '../contract/domain/list-type.ts';
import { readSpreadsheet } from '../electron/engine/intake/read-file.ts';
import type { SpawnReader } from '../electron/engine/intake/reader-port.ts';
import type { FileProblem, Workbook } from '../electron/engine/intake/sheet.ts';
import { spawnReader } from '../electron/spawn-reader.ts';
import { realWorld } from '../electron/world.ts';
import { noteReport } from './inspect-note.ts';

/** `npm run --silent inspect -- FILE`: what the app would take in from a file, as one JSON object, nothing written. */

const USAGE = 'inspect -- FILE [--after FILE …] [--import-date YYYY-MM-DD]';

type Inspected = {
  readonly report: Readonly<Record<string, unknown>>;
  readonly note: CardNote | null;
};

async function inspect(file: string, taken: readonly TakenRange[]): Promise<Inspected> {
  const started = performance.now();
  const { child, peak } = watchedReader();
  const read = await readSpreadsheet(readFileSync(file), realWorld(child));
  const seconds = Math.round(performance.now() - started) / 1000;
  const found = read.ok ? inspectWorkbook(read.value.workbook, taken) : refusedFile(read.error);
  return { ...found, report: { ...found.report, seconds, peakMegabytes: peak() } };
}

/** A refused file has its cost as well, in the reader's last message; null when none came or no reader ran. */
function watchedReader(): { readonly child: SpawnReader; readonly peak: () => number | null } {
  let peak: number | null = null;
  const child: SpawnReader = () => {
    const reader = spawnReader();
    reader.onMessage((reply) => {
      if (reply.kind !== 'rows') peak = reply.peakMegabytes;
    });
    return reader;
  };
  return { child, peak: () => peak };
}

function refusedFile(problem: FileProblem): Inspected {
  return { report: { type: null, outcome: `refused:${problem}` }, note: null };
}

function inspectWorkbook({ sheets }: Workbook, taken: readonly TakenRange[]): Inspected {
  const type = listType(sheets);
  if (type !== 'card-note' && type !== null) return { report: { type, outcome: 'accepted' }, note: null };
  const note = readCardNote(sheets, taken);
  if (note.ok) return { report: { type: 'card-note', ...noteReport(note.value) }, note: note.value };
  return {
    report: { type, outcome: `refused:${note.error.kind}`, ...note.error, kind: undefined },
    note: null,
  };
}

/** Cards of the files taken in before, each after the ones named ahead of it; their refused rows stay out. */
async function takenIn(files: readonly string[]): Promise<readonly TakenRange[]> {
  const taken: TakenRange[] = [];
  for (const file of files) {
    const { note } = await inspect(file, taken);
    const lines = note?.lines.filter((line) => line.kind === 'accepted') ?? [];
    taken.push(...lines.map(({ range }) => ({ range, source: path.basename(file) })));
  }
  return taken;
}

/** The first name is the file; every further one, after its own --after or not, was taken in before. */
function commandLine() {
  try {
    const { tokens, values } = parseArgs({
      allowPositionals: true,
      tokens: true,
      options: { after: { type: 'string', multiple: true }, 'import-date': { type: 'string' } },
    });
    const file = tokens.find((token) => token.kind === 'positional');
    const after = tokens.flatMap((token) => {
      if (token.kind === 'option-terminator' || token === file) return [];
      return token.kind === 'positional' || token.name === 'after' ? [token.value ?? ''] : [];
    });
    const date = values['import-date'];
    const extra = after.length > 0 && values.after === undefined;
    if (file === undefined || extra || (date !== undefined && !isCalendarDay(date))) return null;
    for (const one of [file.value, ...after]) readFileSync(one);
    return { file: file.value, after };
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return null;
  }
}

const asked = commandLine();
if (asked === null) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  const { report } = await inspect(asked.file, await takenIn(asked.after));
  console.log(JSON.stringify({ file: path.basename(asked.file), ...report }, null, 2));
}
