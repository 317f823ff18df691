import { type IncomingHttpHeaders, Agent as PlainAgent, request as plainRequest } from 'node:http';
import { Agent, request as secureRequest } from 'node:https';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import { ResponseValidationPlugin } from '@orpc/contract/plugins';
import { cityContract } from '../contract/city.ts';
import type { CityCall, CityClient, CityServer } from './engine/sync/city-client.ts';

/** The largest answer of the contract with its wrapping; whatever is longer is no server of ours. */
const MOST_ANSWERED = 8 * 1024 * 1024;
/** Without a byte for so long, the line is dead. */
const SILENCE = 60_000;

/**
 * The city's server over TLS. Node's own `fetch` can't be told which authority to believe, `node:https` can: with `ca`
 * given, a certificate of any other is refused. Plain HTTP only to this very computer.
 */
export function connectCity({ address, ca }: CityServer): CityClient {
  const agent = new Agent({ keepAlive: true, minVersion: 'TLSv1.2', ...(ca === null ? {} : { ca }) });
  const plain = new PlainAgent({ keepAlive: true });
  const link = new RPCLink<CityCall>({
    url: new URL('/rpc', address).href,
    headers: ({ context }) =>
      context.token === undefined ? {} : { authorization: `Bearer ${context.token}` },
    fetch: (request) => send(request, { agent, plain }),
    plugins: [new ResponseValidationPlugin(cityContract)],
  });
  return createORPCClient<CityClient>(link);
}

interface Agents {
  readonly agent: Agent;
  readonly plain: PlainAgent;
}

async function send(request: Request, { agent, plain }: Agents): Promise<Response> {
  const url = new URL(request.url);
  const secure = url.protocol === 'https:';
  if (!secure && !isThisComputer(url)) throw new TypeError('the city is reached over TLS alone');
  const body = Buffer.from(await request.arrayBuffer());
  const options = {
    method: request.method,
    headers: { ...Object.fromEntries(request.headers), 'content-length': String(body.length) },
    signal: request.signal,
    timeout: SILENCE,
  };
  return new Promise((resolve, reject) => {
    const sent = secure
      ? secureRequest(url, { ...options, agent })
      : plainRequest(url, { ...options, agent: plain });
    sent.on('error', reject);
    sent.on('timeout', () => sent.destroy(new Error('the line is silent')));
    sent.on('response', (answer) => {
      const parts: Buffer[] = [];
      let length = 0;
      answer.on('data', (part: Buffer) => {
        parts.push(part);
        length += part.length;
        if (length > MOST_ANSWERED) sent.destroy(new Error('an answer without end'));
      });
      answer.on('error', reject);
      answer.on('end', () => {
        const { statusCode: status = 500, headers } = answer;
        resolve(new Response(Buffer.concat(parts), { status, headers: contentOf(headers) }));
      });
    });
    sent.end(body);
  });
}

/** What says how the body is to be read. */
function contentOf(headers: IncomingHttpHeaders): Record<string, string> {
  const named = ['content-type', 'content-disposition'].map((name) => [name, headers[name]]);
  return Object.fromEntries(named.filter(([, value]) => typeof value === 'string'));
}

function isThisComputer({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);
}
