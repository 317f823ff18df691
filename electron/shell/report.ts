/** What went wrong inside the program, for the log: its kind and place. A message may hold a name or an ID number. */
export function withoutPersonalData(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [error.name, ...frames.slice(0, 6)].join('\n');
}
