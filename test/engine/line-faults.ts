import { createRouterClient } from '@orpc/server';
import type { CityCall, CityClient } from '../../electron/engine/sync/city-client.ts';
import type { CityServer } from '../../server/city-server.ts';

export type Fault =
  /** The request is lost. */
  | 'drop'
  /** It is carried out, and the answer is lost. */
  | 'cut'
  /** The request arrives twice. */
  | 'double'
  /** It never ends; only the caller's own patience does. */
  | 'hang';

/** What becomes of a call: null lets it through. Called once per call, in order. */
export type Weather = (procedure: string, count: number) => Fault | null;

export interface TestLine {
  readonly client: CityClient;
  weather: Weather;
  /** What the server is made to say instead of the truth. */
  answers: (procedure: string, answer: unknown) => Promise<unknown>;
  /** Procedures called, in order. */
  readonly calls: string[];
}

type Run = (input: unknown, options: { context: CityCall; signal?: AbortSignal }) => Promise<unknown>;

/** The real server's procedures in this process, over a line that breaks as a test says. */
export function lineTo(server: () => CityServer | null): TestLine {
  const line: Omit<TestLine, 'client'> = {
    weather: () => null,
    answers: async (_, answer) => answer,
    calls: [],
  };
  const real = (procedure: string): Run => {
    return async (input, options) => {
      const at = server();
      if (at === null) throw new TypeError('fetch failed');
      const { token } = options.context ?? {};
      const reqHeaders = new Headers(token === undefined ? {} : { authorization: `Bearer ${token}` });
      const client = createRouterClient(at.router, { context: { reqHeaders } }) as unknown as Record<
        string,
        Run
      >;
      return client[procedure]?.(input, options);
    };
  };
  const client = new Proxy(
    {},
    {
      get: (_, name) => {
        const procedure = String(name);
        const run = real(procedure);
        const call: Run = async (input, options) => {
          line.calls.push(procedure);
          const fault = line.weather(procedure, line.calls.length);
          if (fault === 'drop') throw new TypeError('fetch failed');
          if (fault === 'hang') return new Promise(() => {});
          const answer = await run(input, options);
          if (fault === 'cut') throw new TypeError('terminated');
          return line.answers(procedure, fault === 'double' ? await run(input, options) : answer);
        };
        return call;
      },
    },
  );
  return Object.assign(line, { client: client as CityClient });
}
