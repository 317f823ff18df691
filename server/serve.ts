import {
  createServer as createPlainServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { BodyLimitPlugin, RPCHandler } from '@orpc/server/node';
import { RequestHeadersPlugin } from '@orpc/server/plugins';
import { MOST_PACKED } from '../contract/city.ts';
import type { CityServer } from './city-server.ts';
import { describeError } from './log.ts';

export interface ServeOptions {
  /** 0 for any free one. */
  readonly port: number;
  readonly host: string;
  /** PEM texts; null behind a proxy that speaks TLS itself. */
  readonly tls: { readonly certificate: string; readonly key: string } | null;
  /** Whether a proxy stands before it, whose word for where a call came from is taken. */
  readonly behindProxy: boolean;
}

export interface Serving {
  readonly port: number;
  /** Takes no new calls, lets those under way end, and cuts off what still hangs after `within` milliseconds. */
  stop(within?: number): Promise<void>;
}

/** A full batch with its header as a form, and room for the form's own words. */
const LARGEST_BODY = MOST_PACKED + 65_536;
const WITHIN = 10_000;

/** Puts the city's server on a port: calls under `/rpc`, `/health` for whoever asks, `/metrics` for this machine alone. */
export async function serve(city: CityServer, options: ServeOptions): Promise<Serving> {
  const rpc = new RPCHandler(city.router, {
    plugins: [new RequestHeadersPlugin(), new BodyLimitPlugin({ maxBodySize: LARGEST_BODY })],
  });
  const underWay = new Set<ServerResponse>();

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
    response.setHeader('cache-control', 'no-store');
    const [path = ''] = (request.url ?? '').split('?');
    if (path === '/health') return end(response, (await city.healthy()) ? 200 : 503, '{}');
    if (path === '/metrics' && isLocal(request)) return end(response, 200, await city.metrics());
    // Everything is a POST, so that nothing of a call stands in a proxy's log.
    if (request.method !== 'POST') return end(response, path.startsWith('/rpc/') ? 405 : 404);
    const context = { address: addressOf(request, options.behindProxy) };
    const { matched } = await rpc.handle(request, response, { prefix: '/rpc', context });
    return matched || end(response, 404);
  }

  const server = listener(options.tls, (request, response) => {
    underWay.add(response);
    response.once('close', () => underWay.delete(response));
    answer(request, response).catch((error: unknown) => {
      city.log({ event: 'trouble', where: 'http', error: describeError(error) });
      end(response, 500);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port, options.host, resolve);
  });
  city.log({ event: 'started' });
  return {
    port: (server.address() as AddressInfo).port,
    async stop(within = WITHIN) {
      city.log({ event: 'stopping' });
      // Else their connections would be kept for a next call that nobody takes.
      for (const response of underWay) if (!response.headersSent) response.setHeader('connection', 'close');
      await closed(server, within);
      city.log({ event: 'stopped' });
    },
  };
}

function listener(
  tls: ServeOptions['tls'],
  handle: (request: IncomingMessage, response: ServerResponse) => void,
): Server {
  // A connection that sends a byte now and then must not hold its place for long.
  const limits = {
    requestTimeout: 120_000,
    headersTimeout: 20_000,
    keepAliveTimeout: 30_000,
    maxHeaderSize: 16_384,
  };
  if (tls === null) return createPlainServer(limits, handle);
  return createTlsServer({ ...limits, cert: tls.certificate, key: tls.key, minVersion: 'TLSv1.2' }, handle);
}

async function closed(server: Server, within: number): Promise<void> {
  const late = setTimeout(() => server.closeAllConnections(), within);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  clearTimeout(late);
}

function isLocal({ socket, headers }: IncomingMessage): boolean {
  const local = ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(socket.remoteAddress ?? '');
  // What a proxy of this machine passes on came from elsewhere.
  return local && headers['x-forwarded-for'] === undefined && headers.forwarded === undefined;
}

function addressOf({ socket, headers }: IncomingMessage, behindProxy: boolean): string {
  const passedOn = headers['x-forwarded-for'];
  // The last entry is the proxy's own; those before it are whatever the caller wrote.
  const last = typeof passedOn === 'string' ? passedOn.split(',').at(-1)?.trim() : undefined;
  return (behindProxy ? last : undefined) ?? socket.remoteAddress ?? '';
}

function end(response: ServerResponse, status: number, text = ''): true {
  if (!response.headersSent) response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
  response.end(text);
  return true;
}
