import { createRouterClient } from '@orpc/server';
import { SEATING_HEADER } from '../../contract/app/session.ts';
import type { Context } from '../../electron/engine/app/procedures.ts';
import { createRouter } from '../../electron/engine/app/router.ts';
import { createDocuments } from '../../electron/engine/documents/documents.ts';
import type { Seat } from '../../electron/engine/seat.ts';

/**
 * What comes with each call of a window. in: the sitting that it names; else it is the window in which the clerk sits at
 * the moment.
 */
export function windowContext(
  seat: Seat,
  seatingOf: () => string | null = () => seat.state().seating,
  report: Context['report'] = () => {},
): () => Context {
  return () => {
    const seating = seatingOf();
    return { seat, report, reqHeaders: new Headers(seating === null ? {} : { [SEATING_HEADER]: seating }) };
  };
}

/** The engine's router called as the page calls it, without the page and without a wire. */
export function procedureClient(seat: Seat, seatingOf?: () => string | null) {
  const documents = createDocuments(seat.world.startDocumentWorker);
  const bugs: unknown[] = [];
  const context = windowContext(seat, seatingOf, (error) => void bugs.push(error));
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
