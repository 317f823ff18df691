import { ORPCError } from '@orpc/client';
import { ValidationError } from '@orpc/contract';
import { type Certificate, cityProblem, PROTOCOL } from '../../../contract/city.ts';
import { signChallenge } from '../../../wire/session.ts';
import type { World } from '../world.ts';
import type { CityClient, CityServer } from './city-client.ts';
import { Trouble } from './trouble.ts';

/** What a session of this PC with the server says. */
export interface Session {
  readonly token: string;
  readonly epoch: number;
  readonly mailboxes: readonly string[];
}

export interface Call {
  readonly context: { readonly token?: string };
  readonly signal: AbortSignal;
}

/** This PC's line to its server: opens sessions, gives every call its time, and says what failed by the recovery table. */
export interface Line {
  /** Opens a session where none is. */
  session(): Promise<Session>;
  /** in: bytes the call may have to carry, which a weak line takes longer for. */
  call<T>(run: (client: CityClient, call: Call) => Promise<T>, bytes?: number): Promise<T>;
  /** The next call opens a new session. */
  forget(): void;
  /** Ends calls under way. */
  stop(): void;
}

export interface WhoCalls {
  readonly certificate: () => Certificate;
  readonly privateKey: () => Uint8Array;
}

const ANSWER_WITHIN = 30_000;
/** Of the weakest line that is still waited for: 16 kbit/s. */
const BYTES_PER_SECOND = 2_000;

export function createLine(
  server: CityServer,
  who: WhoCalls,
  world: Pick<World, 'connect' | 'timers'>,
): Line {
  const client = world.connect(server);
  const stopping = new AbortController();
  let session: Session | null = null;

  async function timed<T>(token: string | null, run: (call: Call) => Promise<T>, bytes: number): Promise<T> {
    const ending = new AbortController();
    const end = () => ending.abort();
    stopping.signal.addEventListener('abort', end);
    const patience = ANSWER_WITHIN + (1000 * bytes) / BYTES_PER_SECOND;
    const cancel = world.timers.after(patience, end);
    const ended = new Promise<never>((_, reject) => {
      ending.signal.addEventListener('abort', () => reject(new Trouble('UNREACHABLE')));
    });
    try {
      const context = token === null ? {} : { token };
      // A line that hangs may never notice that it was given up.
      return await Promise.race([run({ context, signal: ending.signal }), ended]);
    } catch (error) {
      throw inCodes(error);
    } finally {
      cancel();
      stopping.signal.removeEventListener('abort', end);
    }
  }

  async function open(): Promise<Session> {
    const certificate = who.certificate();
    const { challenge } = await timed(
      null,
      (call) => client.challenge({ protocol: PROTOCOL, certificate }, call),
      0,
    );
    const signature = signChallenge(challenge, who.privateKey());
    const { token, epoch, mailboxes } = await timed(
      null,
      (call) => client.open({ challenge, signature }, call),
      0,
    );
    return { token, epoch, mailboxes };
  }

  return {
    async session() {
      session ??= await open();
      return session;
    },
    async call(run, bytes = 0) {
      session ??= await open();
      return timed(session.token, (call) => run(client, call), bytes);
    },
    forget() {
      session = null;
    },
    stop: () => stopping.abort(),
  };
}

/** What the server says has a code; whatever else keeps an answer from coming is the line. */
function inCodes(error: unknown): Trouble {
  if (error instanceof Trouble) return error;
  if (error instanceof ValidationError) return new Trouble('SERVER');
  if (!(error instanceof ORPCError)) return new Trouble('UNREACHABLE');
  const said = cityProblem.safeParse(error.code === 'REFUSED' ? error.data : null);
  if (!said.success || said.data.code === 'CODE') return new Trouble('SERVER');
  return new Trouble(said.data.code);
}
