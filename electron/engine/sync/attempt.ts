import type { World } from '../world.ts';
import { createReceiver, type ReceiveParts } from './receive.ts';
import { recovery } from './recovery.ts';
import { createSender, offerHeads, type SendParts } from './send.ts';
import { Trouble } from './trouble.ts';

/** What an attempt moved so far; it stays moved when the line breaks off. */
export interface Moved {
  sent: number;
  received: number;
}

/** New sessions within one attempt. */
const MOST_SESSIONS = 3;

/** One attempt from beginning to end: a session, everything up, then every mailbox down. Rejects as a `Trouble`, or as what broke. */
export function createAttempt(
  parts: SendParts & ReceiveParts,
  world: Pick<World, 'timers' | 'reached'>,
  over: () => boolean,
) {
  const { line, books } = parts;
  const send = createSender(parts, world, over);
  const receive = createReceiver(parts, world, over);

  async function once(moved: Moved, askAgain: boolean): Promise<void> {
    const session = await line.session();
    if (session.epoch !== books.epoch()) await offerHeads(parts, session.epoch);
    await send((count) => {
      moved.sent += count;
    });
    const took = (count: number) => {
      moved.received += count;
    };
    await receive.pullAll(session, took);
    if (askAgain) await receive.askAgain(session, took);
  }

  return async function attempt(moved: Moved, askAgain: boolean): Promise<void> {
    for (let sessions = 1; ; sessions++) {
      try {
        return await once(moved, askAgain);
      } catch (error) {
        if (!startsOver(error) || sessions >= MOST_SESSIONS || over()) throw error;
        line.forget();
      }
    }
  };
}

function startsOver(error: unknown): boolean {
  return error instanceof Trouble && recovery[error.code].retry === 'at once';
}
