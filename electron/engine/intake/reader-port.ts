import type { FileProblem, SheetFrame } from './sheet.ts';

/** The only thing the engine says to the process that reads a spreadsheet. */
export type ReaderRequest = { readonly bytes: Uint8Array };

/**
 * What it says back: rows in pages, then the frame, or a problem and nothing that counts. Rows travel as JSON text
 * because parsing it took 52 ms for 10,000 rows where a structured clone took 307 ms, and pages because no turn of
 * the engine may last longer than 50 ms.
 */
export type ReaderReply =
  | { readonly kind: 'rows'; readonly sheet: number; readonly json: string }
  | { readonly kind: 'read'; readonly frame: WorkbookFrame; readonly peakMegabytes: number }
  | { readonly kind: 'refused'; readonly problem: FileProblem; readonly peakMegabytes: number };

export type WorkbookFrame = {
  readonly format: 'xlsx' | 'csv';
  readonly date1904: boolean;
  readonly sheets: readonly SheetFrame[];
};

/** A process of its own that can be killed at any moment without hurting anybody. */
export interface ReaderChild {
  readonly send: (request: ReaderRequest) => void;
  readonly onMessage: (listener: (reply: ReaderReply) => void) => void;
  /** Called once, however the process came to its end. */
  readonly onExit: (listener: () => void) => void;
  readonly kill: () => void;
}

/** Injected: `child_process` under Node, `utilityProcess` in Electron. */
export type SpawnReader = () => ReaderChild;
