import { seededRandom } from '../engine/world.ts';

/** Draws of one seed. */
export interface Chance {
  /** From 0 up to, not including, `limit`. */
  below(limit: number): number;
  oneIn(n: number): boolean;
  pick<T>(list: readonly T[]): T;
}

export function chanceOf(seed: string): Chance {
  const random = seededRandom(seed);
  const below = (limit: number) => Buffer.from(random(4)).readUInt32LE() % limit;
  return {
    below,
    oneIn: (n) => below(n) === 0,
    pick(list) {
      const found = list[below(list.length)];
      if (found === undefined) throw new Error('nothing to pick from');
      return found;
    },
  };
}
