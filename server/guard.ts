import { refuse } from './refusal.ts';

/** Slows down whoever guesses. Counted in this process: a code has 80 bits, so this spares the store rather than the code. */
export interface Guard {
  /** Refuses with BUSY while too much was guessed, from there or from everywhere together. */
  require(address: string): void;
  failed(address: string): void;
}

const WINDOW = 60_000;
const FROM_ONE = 10;
const FROM_ALL = 100;

export function createGuard(now: () => number): Guard {
  let began = now();
  let all = 0;
  const failures = new Map<string, number>();
  function refresh(): void {
    if (Math.abs(now() - began) < WINDOW) return;
    began = now();
    all = 0;
    failures.clear();
  }
  return {
    require(address) {
      refresh();
      if (all >= FROM_ALL || (failures.get(address) ?? 0) >= FROM_ONE) throw refuse('BUSY');
    },
    failed(address) {
      all++;
      failures.set(address, (failures.get(address) ?? 0) + 1);
    },
  };
}
