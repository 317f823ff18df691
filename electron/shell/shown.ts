import { fstatSync, writeSync } from 'node:fs';

/** The channel `npm start` listens on (build/run-electron.ts). */
const STARTER = 3;

/**
 * Tells the starter that the person sees something of us, so that it does not go on with the browser host. Started any
 * other way there is no such channel, and a file that happens to have this number is left alone.
 */
export function sayShown(): void {
  try {
    const channel = fstatSync(STARTER);
    if (channel.isSocket() || channel.isFIFO()) writeSync(STARTER, '1');
  } catch {
    // Nobody listens.
  }
}
