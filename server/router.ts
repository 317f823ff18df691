import { implement, ORPCError } from '@orpc/server';
import { cityContract } from '../contract/city.ts';
import type { Enrolment } from './enrolment.ts';
import { certificatesOf, hand, headsOf } from './feed.ts';
import { takeIn } from './intake.ts';
import { describeError, type Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import { CityRefusal, toAnswer } from './refusal.ts';
import type { Known } from './registry.ts';
import type { Sessions } from './sessions.ts';
import { type Device, Unavailable } from './store/store.ts';

/** What comes with a call. */
export interface CallContext {
  /** Its `authorization` is a session's token. Put there by the wire's handler. */
  readonly reqHeaders?: Headers;
  /** Where it came from; told apart only to slow down who guesses codes. */
  readonly address?: string;
}

export interface Parts extends Known {
  readonly sessions: Sessions;
  readonly enrolment: Enrolment;
  readonly metrics: Metrics;
  readonly log: Log;
}

/** The city's contract over its parts. Every call is counted and logged by its answer, never by its content. */
export function createCityRouter(parts: Parts) {
  const { store, keys, sessions, enrolment } = parts;
  const open = answering(parts);
  const session = open.use(async ({ context, next }) => {
    const token = context.reqHeaders?.get('authorization')?.replace(/^Bearer /, '') ?? '';
    return next({ context: { device: await sessions.deviceOf(token) } });
  });
  return open.router({
    enrol: open.enrol.handler(async ({ input, context }) => ({
      certificate: await enrolment.enrol(input, context.address ?? ''),
      settings: new Blob([new Uint8Array(keys.settings)]),
    })),
    challenge: open.challenge.handler(({ input }) => sessions.challenge(input)),
    open: open.open.handler(({ input }) => sessions.open(input)),
    heads: session.heads.handler(({ input, context }) => headsOf(store, context.device, input)),
    push: session.push.handler(async ({ input, context }) => noted(parts, context.device, input)),
    pull: session.pull.handler(({ input, context }) => hand(store, context.device, input)),
    certificates: session.certificates.handler(({ input }) => certificatesOf(store, input)),
  });
}

async function noted(parts: Parts, device: Device, pushed: Parameters<typeof takeIn>[2]) {
  const answer = await takeIn(parts, device, pushed);
  const { incarnation, audience, from, count } = pushed.header;
  parts.metrics.count('batches', answer.kind);
  parts.metrics.count('events', answer.kind, count);
  const reason = answer.kind === 'quarantined' ? answer.reason : null;
  const where = { device: device.device, incarnation, audience, from, count };
  parts.log({ event: 'pushed', ...where, answer: answer.kind, reason });
  return answer;
}

function answering({ metrics, log, now }: Parts) {
  return implement(cityContract)
    .$context<CallContext>()
    .use(async ({ next, path }) => {
      const procedure = path.join('.');
      const began = now();
      const done = (answer: string) => {
        metrics.count('calls', answer);
        log({ event: 'call', procedure, answer, milliseconds: now() - began });
      };
      try {
        const result = await next();
        done('ok');
        return result;
      } catch (error) {
        if (!(error instanceof CityRefusal || error instanceof ORPCError))
          log({ event: 'trouble', where: procedure, error: describeError(error) });
        const { code, answer } = answerTo(error);
        done(code);
        throw answer;
      }
    });
}

/** Known refusals and the store's moods have their codes; anything else is a bug, which tells the caller nothing. */
function answerTo(error: unknown): { readonly code: string; readonly answer: unknown } {
  if (error instanceof CityRefusal) return { code: error.code, answer: toAnswer(error.code) };
  if (error instanceof Unavailable) return { code: 'BUSY', answer: toAnswer('BUSY') };
  const { code } = error instanceof ORPCError ? error : { code: 'INTERNAL_SERVER_ERROR' };
  return { code, answer: new ORPCError(code) };
}
