import { fail, ok, type Result } from '../../../contract/domain/result.ts';
import type { World } from '../world.ts';
import type { ReaderReply, WorkbookFrame } from './reader-port.ts';
import { rowsOfPage } from './row-pages.ts';
import { type FileProblem, MOST_FILE_BYTES, type SheetRow, type Workbook } from './sheet.ts';

export type ReadPorts = Pick<World, 'spawnReader' | 'timers' | 'clock'>;

export type Reading = {
  readonly workbook: Workbook;
  /** From the call to the answer, the start of the process included. */
  readonly seconds: number;
  readonly peakMegabytes: number;
};

/** The limit of guarantee G35 for everything a file may cost in time; the aim is half of it. */
export const READING_LIMIT_MS = 10_000;

/**
 * Reads an Excel or CSV file in a process of its own, which is killed after 10 seconds. Whatever happens to that
 * process, the answer is a whole workbook or a problem, never a part.
 */
export async function readSpreadsheet(
  bytes: Uint8Array,
  ports: ReadPorts,
): Promise<Result<Reading, FileProblem>> {
  if (bytes.length === 0) return fail('file-empty');
  if (bytes.length > MOST_FILE_BYTES) return fail('file-too-large');
  const started = ports.clock.now();
  const answer = await askReader(bytes, ports);
  if (!answer.ok) return answer;
  return ok({ ...answer.value, seconds: (ports.clock.now() - started) / 1000 });
}

type Answer = Result<Omit<Reading, 'seconds'>, FileProblem>;

function askReader(bytes: Uint8Array, { spawnReader, timers }: ReadPorts): Promise<Answer> {
  return new Promise((resolve) => {
    const child = spawnReader();
    const sheets: SheetRow[][] = [];
    const settle = (answer: Answer): void => {
      cancel();
      child.kill();
      resolve(answer);
    };
    // A file that keeps a process busy this long is too much for this machine, damaged or not.
    const cancel = timers.after(READING_LIMIT_MS, () => settle(fail('file-too-large')));
    child.onMessage((reply) => {
      const answer = take(reply, sheets);
      if (answer !== null) settle(answer);
    });
    child.onExit(() => settle(fail('file-damaged')));
    child.send({ bytes });
  });
}

/** Null while more is to come. */
function take(reply: ReaderReply, sheets: SheetRow[][]): Answer | null {
  if (reply.kind === 'refused') return fail(reply.problem);
  if (reply.kind === 'read') {
    return ok({ workbook: joined(reply.frame, sheets), peakMegabytes: reply.peakMegabytes });
  }
  const rows = sheets[reply.sheet] ?? [];
  for (const row of rowsOfPage(reply)) rows.push(row);
  sheets[reply.sheet] = rows;
  return null;
}

function joined(frame: WorkbookFrame, rows: readonly SheetRow[][]): Workbook {
  return { ...frame, sheets: frame.sheets.map((sheet, place) => ({ ...sheet, rows: rows[place] ?? [] })) };
}
