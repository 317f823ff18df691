import type { CityCall, CityClient } from '../../../electron/engine/sync/city-client.ts';

/** A request under way from a PC; what becomes of it is the schedule's to say. */
export interface Request {
  readonly procedure: string;
  readonly input: unknown;
  readonly token: string | undefined;
  readonly answer: (answer: unknown) => void;
  readonly fail: (error: unknown) => void;
}

type Options = { readonly context?: CityCall; readonly signal?: AbortSignal };

/**
 * A PC's end of the line. A call stays here until the schedule delivers it, so only one PC runs at a time and the same
 * seed gives the same order. One that its caller gave up, or whose caller died, is still on its way (`late`).
 */
export class Line {
  pending: Request | null = null;
  /** In virtual time; a slow line keeps what it carries until then. */
  heldUntil = 0;
  readonly late: Request[] = [];
  readonly client: CityClient;

  constructor() {
    const call = (procedure: string) => (input: unknown, options: Options) =>
      this.begin(procedure, input, options);
    this.client = new Proxy({}, { get: (_, name) => call(String(name)) }) as CityClient;
  }

  /** Takes the request off the line. */
  take(): Request {
    const request = this.pending;
    if (request === null) throw new Error('nothing is under way');
    this.pending = null;
    this.heldUntil = 0;
    return request;
  }

  private begin(procedure: string, input: unknown, { context, signal }: Options): Promise<unknown> {
    return new Promise((answer, fail) => {
      const request = { procedure, input, token: context?.token, answer, fail };
      signal?.addEventListener('abort', () => {
        if (this.pending === request) this.late.push(this.take());
      });
      this.pending = request;
    });
  }
}
