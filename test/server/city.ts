import { createRouterClient } from '@orpc/server';
import { type Certificate, PROTOCOL, type PushAnswer } from '../../contract/city.ts';
import type { EventType } from '../../contract/events/catalogue.ts';
import type { Role } from '../../contract/events/parts.ts';
import { practicePlan } from '../../electron/engine/city/practice-plan.ts';
import { type Heads, withHead } from '../../electron/engine/journal/heads.ts';
import { type Identity, newIncarnation } from '../../electron/engine/journal/identity.ts';
import { type Draft, type MadeEvent, makeEvent } from '../../electron/engine/journal/make-event.ts';
import { type CityServer, createCityServer } from '../../server/city-server.ts';
import type { CityKeys } from '../../server/keys.ts';
import type { LogLine } from '../../server/log.ts';
import type { Seat } from '../../server/seat.ts';
import type { Store } from '../../server/store/store.ts';
import { type Batch, packBatch } from '../../wire/batch.ts';
import { toHex, utf8 } from '../../wire/bytes.ts';
import { signDevice, signIssuer } from '../../wire/certificate.ts';
import { deviceIdOf, publicKeyOf } from '../../wire/keys.ts';
import { signChallenge } from '../../wire/session.ts';
import { seededRandom } from '../engine/world.ts';

/** A city of keys alone, decided by a seed; the authority's own key is kept for tests that forge. */
export interface TestCity {
  readonly keys: CityKeys;
  readonly authority: Uint8Array;
  readonly random: (bytes: number) => Uint8Array;
}

export function testCity(seed: string | number = 'city'): TestCity {
  const random = seededRandom(seed);
  const [authority, issuing] = [random(32), random(32)];
  const realm = toHex(random(16));
  const issuer = signIssuer(authority, realm, publicKeyOf(issuing));
  const settings = utf8('settings');
  const keys = { realm, authorityKey: publicKeyOf(authority), issuing, issuer, settings };
  return { keys, authority, random };
}

export interface TestServer extends CityServer {
  readonly lines: LogLine[];
  /** The server's clock, in milliseconds; a test moves it. */
  readonly times: { time: number };
}

/** in: `seed` tells servers that share a store apart. */
export function testServer(store: Store, city: TestCity, seed = 'server'): TestServer {
  const lines: LogLine[] = [];
  const times = { time: Date.UTC(2026, 10, 2) };
  const clock = { now: () => times.time };
  const random = seededRandom(seed);
  const made = createCityServer({ store, keys: city.keys, clock, random, log: (line) => lines.push(line) });
  return { ...made, lines, times };
}

/** A PC that writes events and packs them, without an engine around it. */
export interface Pc {
  readonly secret: Uint8Array;
  readonly certificate: Certificate;
  readonly identity: Identity;
  /** Of its streams together, in order. */
  readonly events: MadeEvent[];
  write<T extends EventType>(draft: Draft<T>, who?: Partial<Who>): MadeEvent;
  /** A harmless event of its own: the next business day. */
  day(): MadeEvent;
  /** in: positions in the stream of that audience, both inclusive; to the end if left out. */
  batch(from?: number, to?: number, audience?: string): Batch;
  /** As a cloned disk: the same keys and history, going its own way from now on. */
  clone(): Pc;
}

export interface Who {
  readonly actor: string;
  readonly approver: string | null;
  readonly role: Role | 'device';
}

export const counterSeat: Seat = { point: 'QZ', workplace: 'QZ', pc: 1, capabilities: ['sell'] };
export const countySeat: Seat = { point: 'LS', workplace: 'LS', pc: 1, capabilities: ['sell'] };
export const overseer: Seat = { point: 'QZ', workplace: 'QZ', pc: 998, capabilities: ['oversee'] };
export const publisher: Seat = { point: 'QZ', workplace: 'QZ', pc: 999, capabilities: ['publish'] };

const EMPTY: Heads = { number: 0, lamport: 0, streams: new Map() };

export function makePc({ keys }: TestCity, seat: Seat, seed: string): Pc {
  const random = seededRandom(seed);
  const secret = random(32);
  const publicKey = publicKeyOf(secret);
  const { point, workplace, pc, capabilities } = seat;
  const { realm, issuing, issuer } = keys;
  const statement = {
    kind: 'device',
    realm,
    publicKey,
    point,
    workplace,
    pc,
    capabilities,
    epoch: 1,
  } as const;
  const certificate = signDevice(issuing, issuer, statement);
  const incarnation = newIncarnation(0, random);
  const identity = { realm, device: deviceIdOf(publicKey), incarnation, point, workplace, pc };
  return pcWith({ secret, certificate, identity }, EMPTY, [], seed);
}

function pcWith(
  self: Pick<Pc, 'secret' | 'certificate' | 'identity'>,
  started: Heads,
  before: readonly MadeEvent[],
  seed: string,
): Pc {
  const { identity, secret } = self;
  const random = seededRandom(`${seed}/${before.length}`);
  const world = { random, clock: { now: () => 1_400_000_000_000 } };
  const events = [...before];
  let heads = started;
  const pc: Pc = {
    ...self,
    events,
    write(draft, { actor = 'sk01', approver = null, role = 'counter' } = {}) {
      const circumstances = { actor, approver, role, request: toHex(random(16)), businessDay: '2014-05-20' };
      const made = makeEvent(draft, circumstances, { heads, identity, world });
      heads = withHead(heads, made.decoded, true);
      events.push(made);
      return made;
    },
    day() {
      const { device } = identity;
      const day = `2014-06-${String(1 + (events.length % 28)).padStart(2, '0')}`;
      const entities = [{ kind: 'device', id: device }];
      return pc.write(
        { type: 'day.opened', payload: { device, day }, entities },
        { role: 'device', actor: 'device' },
      );
    },
    batch(from = 1, to = Number.POSITIVE_INFINITY, audience = `point:${identity.point}`) {
      const chosen = events.filter(({ decoded: { envelope } }) => {
        return envelope.audience === audience && envelope.position >= from && envelope.position <= to;
      });
      return packBatch(
        chosen.map(({ stored }) => stored),
        secret,
      );
    },
    clone: () => pcWith(self, heads, events, `${seed} clone`),
  };
  return pc;
}

/** Settings that only the publisher may write. */
export function publishCourse(pc: Pc): MadeEvent {
  const [course] = practicePlan.courses;
  if (course === undefined) throw new Error('the practice city has no course');
  const entities = [{ kind: 'course', id: course.course }];
  return pc.write(
    { type: 'course.published', payload: course, entities },
    { role: 'device', actor: 'device' },
  );
}

export function clientOf(server: CityServer, token = '') {
  const context = { reqHeaders: new Headers({ authorization: `Bearer ${token}` }), address: 'here' };
  return createRouterClient(server.router, { context });
}
export type CityClient = ReturnType<typeof clientOf>;

export interface OpenSession {
  readonly client: CityClient;
  readonly token: string;
  readonly epoch: number;
  readonly mailboxes: readonly string[];
  push(batch: Batch): Promise<PushAnswer>;
}

export async function openSession(server: CityServer, { certificate, secret }: Pc): Promise<OpenSession> {
  const asked = await clientOf(server).challenge({ protocol: PROTOCOL, certificate });
  const signature = signChallenge(asked.challenge, secret);
  const { token, epoch, mailboxes } = await clientOf(server).open({ challenge: asked.challenge, signature });
  const client = clientOf(server, token);
  return { client, token, epoch, mailboxes, push: (batch) => client.push(asCall(batch)) };
}

export function asCall({ header, packed }: Batch) {
  return { header, packed: new Blob([new Uint8Array(packed)]) };
}

/** The batches of an answer to `pull`, each with its own bytes again. */
export async function unpacked(answer: Awaited<ReturnType<CityClient['pull']>>) {
  const bytes = new Uint8Array(await answer.packed.arrayBuffer());
  let at = 0;
  return answer.batches.map((delivered, index) => {
    const from = at;
    at += answer.sizes[index] ?? 0;
    return { ...delivered, packed: bytes.subarray(from, at) };
  });
}

/** `done`, the code of a refusal, or what else was thrown. */
export async function codeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'done';
  } catch (error) {
    const { data, code } = error as { data?: { code?: string }; code?: string };
    return data?.code ?? code ?? String(error);
  }
}
