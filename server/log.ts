/**
 * One line per thing that happened, for whoever runs the server. A line has room for codes, counts and device ids; there
 * is no field in which a name, a number of a person or a secret could stand.
 */
export type LogLine =
  | { readonly event: 'started' | 'stopping' | 'stopped' }
  | {
      readonly event: 'call';
      readonly procedure: string;
      /** `ok`, or the code it was refused with. */
      readonly answer: string;
      readonly milliseconds: number;
    }
  | {
      readonly event: 'pushed';
      readonly device: string;
      readonly incarnation: string;
      readonly audience: string;
      readonly from: number;
      readonly count: number;
      readonly answer: string;
      readonly reason: string | null;
    }
  | { readonly event: 'trouble'; readonly where: string; readonly error: string };

export type Log = (line: LogLine) => void;

/** JSON, one object a line, with the time first. */
export function createLineLog(write: (line: string) => void, now: () => number): Log {
  return (line) => write(`${JSON.stringify({ at: new Date(now()).toISOString(), ...line })}\n`);
}

/** An error's kind and code: what it says in words may quote what was sent. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const { code } = error as { code?: unknown };
  const [, place = ''] = /\n\s+at (.*)/.exec(error.stack ?? '') ?? [];
  return [error.name, typeof code === 'string' ? code : '', place].filter(Boolean).join(' ');
}
