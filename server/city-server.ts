import { createEnrolment, type Enrolment } from './enrolment.ts';
import { createGuard } from './guard.ts';
import type { CityKeys } from './keys.ts';
import type { Log } from './log.ts';
import { createMetrics } from './metrics.ts';
import { createRegistry, type Registry } from './registry.ts';
import { createCityRouter } from './router.ts';
import { createSessions } from './sessions.ts';
import type { Store } from './store/store.ts';

export interface CityOptions {
  readonly store: Store;
  readonly keys: CityKeys;
  readonly clock: { readonly now: () => number };
  /** From a cryptographically secure source. */
  readonly random: (bytes: number) => Uint8Array;
  readonly log: Log;
}

/** The city's server without a socket: tests and the simulation call its router in process, `serve` puts it on a port. */
export interface CityServer {
  readonly router: ReturnType<typeof createCityRouter>;
  readonly enrolment: Enrolment;
  readonly registry: Registry;
  readonly log: Log;
  /** Whether the store answers. */
  healthy(): Promise<boolean>;
  metrics(): Promise<string>;
  /** To be called once after the store was put back from a copy: every device then offers what it holds. out: the epoch. */
  beginEpoch(): Promise<number>;
}

export function createCityServer({ store, keys, clock, random, log }: CityOptions): CityServer {
  const now = clock.now;
  const known = { store, keys, now, random };
  const metrics = createMetrics();
  const sessions = createSessions(known);
  const enrolment = createEnrolment({ ...known, guard: createGuard(now) });
  return {
    router: createCityRouter({ ...known, sessions, enrolment, metrics, log }),
    enrolment,
    registry: createRegistry(known),
    log,
    healthy: () =>
      store
        .look((rows) => rows.epoch())
        .then(
          () => true,
          () => false,
        ),
    metrics: () => metrics.text(store),
    beginEpoch: () => store.change((rows) => rows.beginEpoch()),
  };
}
