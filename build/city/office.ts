import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { problem } from '../../contract/app/problem.ts';
import { deviceStatement } from '../../contract/city.ts';
import { Refusal } from '../../electron/engine/problem.ts';
import type { World } from '../../electron/engine/world.ts';
import { fromUtf8, sameBytes, sha256, toHex, utf8 } from '../../wire/bytes.ts';
import type { Place } from './code.ts';

const place = deviceStatement.pick({ point: true, workplace: true, pc: true });

/** What the office puts on a new PC's paper. */
export const told = z.strictObject({
  code: z.string(),
  expires: z.number(),
  place: z.string(),
  fingerprint: z.string(),
  /** Null while no server runs. */
  address: z.union([z.string(), z.null()]),
  /** Path of the certificate file that the PC must be given; null where its system knows the authority. */
  authority: z.union([z.string(), z.null()]),
});
export type Told = z.infer<typeof told>;

const door = z.strictObject({ port: z.int(), token: z.string() });
const MOST_ASKED = 1_000;

/**
 * The running server's ear for `npm run city -- code`: SQLite's file belongs to the one process that opened it. On this
 * computer alone, and only for whoever may read the data folder, where the word lies that is asked for.
 */
export async function openOffice(
  file: string,
  { files, random }: Pick<World, 'files' | 'random'>,
  issue: (place: Place) => Promise<Told>,
): Promise<{ close(): Promise<void> }> {
  const token = toHex(random(32));
  const server = createServer((request, response) => {
    answer(request, response).catch(() => end(response, 500, {}));
  });
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!isSame(request.headers.authorization ?? '', `Bearer ${token}`)) return end(response, 401, {});
    const asked = place.safeParse(await bodyOf(request));
    if (!asked.success) return end(response, 400, {});
    try {
      end(response, 200, await issue(asked.data));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      end(response, 422, error.problem);
    }
  }
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  files.replace(file, utf8(JSON.stringify({ port, token } satisfies z.infer<typeof door>)));
  return {
    async close() {
      files.remove(file);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Asks the running server. out: null when none answers, also where one left its word behind when it was killed. */
export async function askOffice(
  file: string,
  { files }: Pick<World, 'files'>,
  asked: Place,
): Promise<Told | null> {
  const bytes = files.read(file);
  const found = bytes === null ? null : door.safeParse(jsonOf(bytes));
  if (found === null || !found.success) return null;
  const answer = await fetch(`http://127.0.0.1:${found.data.port}/`, {
    method: 'POST',
    headers: { authorization: `Bearer ${found.data.token}` },
    body: JSON.stringify(asked),
  }).catch(() => null);
  if (answer === null || answer.status === 401 || answer.status === 404) return null;
  const said = await answer.json();
  if (answer.status === 422) throw new Refusal(problem.parse(said));
  return told.parse(said);
}

function isSame(given: string, expected: string): boolean {
  return sameBytes(sha256(given), sha256(expected));
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request) {
    length += (part as Buffer).length;
    if (length > MOST_ASKED) return null;
    parts.push(part as Buffer);
  }
  return jsonOf(Buffer.concat(parts));
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(fromUtf8(bytes));
  } catch {
    return null;
  }
}

function end(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
