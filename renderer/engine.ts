import { type ClientContext, type ClientLink, type ClientOptions, createORPCClient } from '@orpc/client';
import { RPCLink as FetchLink } from '@orpc/client/fetch';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import type { App } from '../contract/app/index.ts';
import { EngineLost, problemOf, tellsOfState } from './problem.ts';
import { seatingHeaders } from './seating.ts';

const PORT_MESSAGE = 'gongxu:port';
const PORT_WAIT_MILLISECONDS = 20_000;

type Link = ClientLink<ClientContext>;
type Wire = { readonly link: Link; readonly broken: Promise<never>; readonly breakOff: () => void };

/**
 * Over the preload's MessagePort. A new port comes with every restart of the engine; what was asked over the old one
 * then fails at once, and what is asked before the first port comes waits for it.
 */
class PortsLink implements Link {
  private wire: Wire | null = null;
  private readonly waiting: ((wire: Wire) => void)[] = [];
  private readonly onNewPort: () => void;

  constructor(onNewPort: () => void) {
    this.onNewPort = onNewPort;
    window.addEventListener('message', (event) => {
      const [port] = event.ports;
      if (event.source === window && event.data === PORT_MESSAGE && port !== undefined) this.take(port);
    });
  }

  async call(
    path: readonly string[],
    input: unknown,
    options: ClientOptions<ClientContext>,
  ): Promise<unknown> {
    const wire = this.wire ?? (await this.firstWire());
    return Promise.race([wire.link.call(path, input, options), wire.broken]);
  }

  private take(port: MessagePort): void {
    const restarted = this.wire !== null;
    this.wire?.breakOff();
    const wire = wireOver(port);
    this.wire = wire;
    // The browser reports a dead other end this way; the next port may be seconds off.
    port.addEventListener('close', wire.breakOff);
    port.start();
    for (const go of this.waiting.splice(0)) go(wire);
    if (restarted) this.onNewPort();
  }

  private firstWire(): Promise<Wire> {
    return new Promise((resolve, reject) => {
      this.waiting.push(resolve);
      setTimeout(() => reject(new EngineLost()), PORT_WAIT_MILLISECONDS);
    });
  }
}

function wireOver(port: MessagePort): Wire {
  const { promise, reject } = Promise.withResolvers<never>();
  // Nobody may be waiting when the port closes; that alone is no error.
  promise.catch(() => undefined);
  return {
    link: new PortLink({ port, headers: seatingHeaders }),
    broken: promise,
    breakOff: () => reject(new EngineLost()),
  };
}

/** The page shows the sign-in, or what stops all business, as soon as anything was refused for it. */
function noticeState(error: Error): void {
  if (tellsOfState(problemOf(error)))
    void queryClient.invalidateQueries({ queryKey: ask.session.state.key() });
}

/** Whatever was done may have left a paper to be printed or posted, or settled a matter. */
function countAnew(): void {
  void queryClient.invalidateQueries({ queryKey: ask.posting.counts.key() });
  void queryClient.invalidateQueries({ queryKey: ask.discrepancies.counts.key() });
}

/** Cached answers. `always`: the engine is on this PC, the system's idea of being online has no say. */
export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeState }),
  mutationCache: new MutationCache({ onError: noticeState, onSuccess: countAnew }),
  defaultOptions: {
    queries: { networkMode: 'always', retry: false, refetchOnWindowFocus: false, staleTime: 0 },
    mutations: { networkMode: 'always', retry: false },
  },
});

/** Browsers refuse more than 64 KiB here, counted in bytes of UTF-8. */
const MOST_OUTLIVING = 20_000;

/** The last draft is sent while the page goes. */
function outlivesPage(path: readonly string[], input: unknown): boolean {
  return path.at(-1) === 'saveDraft' && JSON.stringify(input).length <= MOST_OUTLIVING;
}

function chooseLink(): Link {
  if (location.protocol === 'app:') return new PortsLink(() => void queryClient.invalidateQueries());
  return new FetchLink({
    url: new URL('/rpc', location.origin).href,
    headers: seatingHeaders,
    fetch: (request, init, _, path, input) =>
      fetch(request, { ...init, credentials: 'same-origin', keepalive: outlivesPage(path, input) }),
  });
}

/** The engine, as the contract describes it. */
export const engine: ContractRouterClient<App> = createORPCClient(chooseLink());

/** The same for TanStack Query: `ask.cards.stock.queryOptions()`. */
export const ask = createTanstackQueryUtils(engine);
