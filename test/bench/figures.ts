import { existsSync, readFileSync } from 'node:fs';

/** One line of `npm run bench`: milliseconds, and how many times the floor of the same run. */
export interface Figures {
  readonly name: string;
  readonly work: string;
  readonly median: number;
  readonly p99?: number;
  readonly floor: number;
  readonly ratio: number;
  readonly peakMegabytes: number;
}

export function quantile(times: readonly number[], part: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

export const median = (times: readonly number[]) => quantile(times, 0.5);

/** Three significant digits say all that a shared machine can know. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

/** in: pairs of rounds, ours and the floor's, measured side by side; the ratio is the median of the rounds'. */
export function ratioOf(
  rounds: readonly { readonly ours: readonly number[]; readonly floor: readonly number[] }[],
) {
  return rounded(median(rounds.map(({ ours, floor }) => median(ours) / median(floor))));
}

/** Linux counts what the parent held before the program began into maxRSS, but not into VmHWM. */
export function peakMegabytes(): number {
  const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '';
  const kilobytes = /VmHWM:\s+(\d+)/.exec(status)?.[1] ?? process.resourceUsage().maxRSS;
  return Math.round(Number(kilobytes) / 1024);
}

export function timed(run: () => void): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}
