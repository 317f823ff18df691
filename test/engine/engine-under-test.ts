import { createRouterClient } from '@orpc/server';
import { SEATING_HEADER } from '../../contract/app/session.ts';
import type { Context } from '../../electron/engine/app/procedures.ts';
import { createRouter } from '../../electron/engine/app/router.ts';
import { createDocuments } from '../../electron/engine/documents/documents.ts';
import type { Seat } from '../../electron/engine/seat.ts';

/**
 * The engine's router called as the page calls it, without the page and without a wire. in: the sitting that this window
 * names with each call; else it is the window in which the clerk sits at the moment.
 */
export function procedureClient(seat: Seat, seatingOf = () => seat.state().seating) {
  const documents = createDocuments(seat.world.startDocumentWorker);
  const bugs: unknown[] = [];
  const report = (error: unknown) => void bugs.push(error);
  const context = (): Context => {
    const seating = seatingOf();
    return { seat, report, reqHeaders: new Headers(seating === null ? {} : { [SEATING_HEADER]: seating }) };
  };
  const client = createRouterClient(createRouter(seat.world, documents), { context });
  return { client, bugs, close: () => documents.close() };
}

/** The code a procedure answered with: `done`, a refusal's code, or whatever else was thrown, in words. */
export async function answerOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'done';
  } catch (error) {
    const data = (error as { data?: { code?: unknown } }).data;
    return typeof data?.code === 'string' ? data.code : `thrown: ${error}`;
  }
}
