import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RPCHandler } from '@orpc/server/node';
import { RequestHeadersPlugin } from '@orpc/server/plugins';
import { createEngine, type EngineOptions } from './engine/engine.ts';
import type { World } from './engine/world.ts';
import { pageFile } from './page-files.ts';
import { contentSecurityPolicy, fixedHeaders } from './security-headers.ts';

export interface HostOptions extends EngineOptions {
  /** Folder of the built page. */
  readonly page: string;
  readonly port: number;
}

export interface BrowserHost {
  /** Opens the page once: its token is exchanged for a cookie. */
  readonly url: string;
  close(): Promise<void>;
}

/** A note and a form at most; what is larger is no page of ours. */
const LARGEST_BODY = 24 * 1024 * 1024;

/**
 * The engine behind a page on 127.0.0.1, for machines without Electron's binary. Only who started it knows the token;
 * foreign hosts (DNS rebinding) and origins are refused before anything is read.
 */
export async function startBrowserHost(world: World, options: HostOptions): Promise<BrowserHost> {
  const engine = await createEngine(world, options);
  const rpc = new RPCHandler(engine.router, { plugins: [new RequestHeadersPlugin()] });
  const [token, session] = [secret(), secret()];
  let tokenUsed = false;
  const server = createServer((request, response) => {
    const origin = originOf(server.address() as AddressInfo);
    answer(request, response, origin).catch(() => end(response, 500));
  });

  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
    origin: string,
  ): Promise<unknown> {
    if (!isOurs(request, origin)) return end(response, 403);
    const url = new URL(request.url ?? '/', origin);
    const known = same(cookieOf(request, cookieName(origin)), session);
    if (request.method === 'GET' && url.searchParams.has('token')) return letIn(url, known, response);
    if (!known) return end(response, 403, LOCKED_OUT);
    // A counter that runs for weeks must not be locked out in the middle of a form.
    response.setHeader('set-cookie', cookieFor(origin));
    if (url.pathname.startsWith('/rpc/')) return call(request, response);
    if (request.method !== 'GET') return end(response, 405);
    return serve(url.pathname, response);
  }

  /** The token works once; the browser that used it may open the address again as long as the program runs. */
  function letIn(url: URL, known: boolean, response: ServerResponse): unknown {
    const rightToken = !tokenUsed && same(url.searchParams.get('token') ?? '', token);
    if (!known && !rightToken) return end(response, 403, LOCKED_OUT);
    tokenUsed = true;
    url.searchParams.delete('token');
    return response
      .writeHead(303, {
        ...fixedHeaders,
        location: url.pathname + url.search,
        'set-cookie': cookieFor(url.origin),
      })
      .end();
  }

  function cookieFor(origin: string): string {
    return `${cookieName(origin)}=${session}; HttpOnly; SameSite=Strict; Path=/; Max-Age=604800`;
  }

  async function call(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
    if (Number(request.headers['content-length'] ?? 0) > LARGEST_BODY) return end(response, 413);
    if (request.method !== 'POST' || request.headers['transfer-encoding'] !== undefined)
      return end(response, 405);
    for (const [name, value] of Object.entries(fixedHeaders)) response.setHeader(name, value);
    const { matched } = await rpc.handle(request, response, { prefix: '/rpc', context: engine.context });
    if (!matched) end(response, 404);
  }

  function serve(path: string, response: ServerResponse): unknown {
    const nonce = secret();
    const file = pageFile(options.page, path, nonce);
    if (file === null) return end(response, 404);
    const policy = {
      'content-type': file.type,
      'content-security-policy': contentSecurityPolicy(nonce, "'self'"),
    };
    return response.writeHead(200, { ...fixedHeaders, ...policy }).end(file.body);
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port, '127.0.0.1', resolve);
  });
  return {
    url: `${originOf(server.address() as AddressInfo)}/?token=${token}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await engine.close();
    },
  };
}

const LOCKED_OUT =
  '这个地址已经失效，或不是在本机打开的浏览器里首次使用。数据不受影响。请关闭程序后重新启动，使用新给出的地址。';

function secret(): string {
  return randomBytes(24).toString('base64url');
}

function originOf({ port }: AddressInfo): string {
  return `http://127.0.0.1:${port}`;
}

function isOurs({ headers, method }: IncomingMessage, origin: string): boolean {
  if (`http://${headers.host}` !== origin) return false;
  if (headers.origin !== undefined) return headers.origin === origin;
  // Browsers always name the origin of a POST; whoever doesn't is no page.
  return method === 'GET';
}

/** Cookies don't know ports: two programs on one PC would sign each other out under one name. */
function cookieName(origin: string): string {
  return `gongxu-${new URL(origin).port}`;
}

function cookieOf({ headers }: IncomingMessage, name: string): string {
  const pair = (headers.cookie ?? '').split(/;\s*/).find((one) => one.startsWith(`${name}=`));
  return pair?.slice(name.length + 1) ?? '';
}

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function end(response: ServerResponse, status: number, text = ''): unknown {
  if (response.headersSent) return response.end();
  return response
    .writeHead(status, { ...fixedHeaders, 'content-type': 'text/plain; charset=utf-8' })
    .end(text);
}
