import type { Context } from './app/procedures.ts';
import { createRouter } from './app/router.ts';
import { isTrouble } from './city/trouble.ts';
import { createDocuments } from './documents/documents.ts';
import { createSeat, type SeatOptions } from './seat.ts';
import type { World } from './world.ts';

export interface EngineOptions extends SeatOptions {
  /** Go straight into 练习 (npm start -- --practice). */
  readonly practice: boolean;
}

/** The whole engine for one window. Knows nothing of how the page reaches it. */
export async function createEngine(world: World, options: EngineOptions) {
  const seat = createSeat(world, options);
  const documents = createDocuments(world.startDocumentWorker);
  const context: Context = { seat, report };
  if (options.practice) await openUnlessTroubled(seat.openPractice());
  // A PC that joined opens its city by itself. Tables built anew take their time, and the page shows how far they are.
  else if (seat.joined()) await Promise.race([openUnlessTroubled(seat.openCity()), seat.rebuildBegun]);
  return {
    router: createRouter(world, documents),
    context,
    /** Lets the second copy catch up first, as far as its volume answers. */
    async close() {
      await seat.finish();
      documents.close();
      seat.close();
    },
  };
}

/** Data that can't be opened is no reason to show nothing: the page then leads to what can be restored. */
async function openUnlessTroubled(opening: Promise<void>): Promise<void> {
  try {
    await opening;
  } catch (error) {
    if (!isTrouble(error)) throw error;
  }
}

export type RunningEngine = Awaited<ReturnType<typeof createEngine>>;

/** Where something went wrong inside the program; names and numbers of people never reach a log. */
function report(error: unknown, procedure: string): void {
  const frames =
    error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : [];
  const kind = error instanceof Error ? error.name : typeof error;
  console.error(`[${procedure}] ${kind}\n${frames.slice(0, 6).join('\n')}`);
}
