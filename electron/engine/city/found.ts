import type { Certificate, DeviceStatement } from '../../../contract/city.ts';
import type { EventType, Payload } from '../../../contract/events/catalogue.ts';
import { toHex } from '../../../wire/bytes.ts';
import { signDevice, signIssuer } from '../../../wire/certificate.ts';
import { deviceIdOf, publicKeyOf } from '../../../wire/keys.ts';
import type { Heads } from '../journal/heads.ts';
import { withHead } from '../journal/heads.ts';
import { type Identity, newIncarnation } from '../journal/identity.ts';
import { type Draft, makeEvent } from '../journal/make-event.ts';
import type { World } from '../world.ts';
import { signSettings } from './settings.ts';

/** What a city is made of, as published on its first day. The number of points is data. */
export interface CityPlan {
  readonly name: string;
  readonly practice: boolean;
  readonly foundedOn: string;
  readonly points: readonly Payload<'point.opened'>[];
  readonly workplaces: readonly Payload<'workplace.opened'>[];
  readonly courses: readonly Payload<'course.published'>[];
  readonly policies: Payload<'policies.published'>;
  readonly people: readonly Payload<'person.registered'>[];
  readonly publisher: { readonly point: string; readonly workplace: string; readonly pc: number };
}

/** A PC that asks to join: its public key and its seat. */
export type Seat = Pick<DeviceStatement, 'publicKey' | 'point' | 'workplace' | 'pc' | 'capabilities'>;

export interface FoundedCity {
  readonly settings: Buffer;
  readonly certificates: readonly Certificate[];
  readonly realm: string;
  /** Public, hex. */
  readonly authorityKey: string;
  /** To be kept offline; whoever drops it can never make another issuing key. */
  readonly authority: Uint8Array;
  /** Secret key that signs the certificates of ordinary PCs, and the authority's word for it: the server's. */
  readonly issuing: Uint8Array;
  readonly issuer: Certificate['issuer'];
  /** The one PC that publishes and oversees, whose first events the settings are. */
  readonly publisher: { readonly certificate: Certificate; readonly privateKey: Uint8Array };
}

type World2 = Pick<World, 'clock' | 'random'>;

/**
 * Makes a city: authority key, issuing key, publishing device, settings, and certificates for its first PCs. The one
 * code for real and practice cities; a practice realm is marked in its genesis event and its keys are thrown away.
 */
export function foundCity(plan: CityPlan, seats: readonly Seat[], world: World2): FoundedCity {
  const realm = toHex(world.random(16));
  const [authority, issuing, publishing] = [world.random(32), world.random(32), world.random(32)];
  const issuer = signIssuer(authority, realm, publicKeyOf(issuing));
  const certify = (seat: Seat) => signDevice(issuing, issuer, { kind: 'device', realm, ...seat, epoch: 1 });
  const publicKey = publicKeyOf(publishing);
  const publisher = certify({ publicKey, ...plan.publisher, capabilities: ['oversee', 'publish'] });
  const authorityKey = publicKeyOf(authority);
  const identity: Identity = {
    realm,
    device: deviceIdOf(publicKey),
    incarnation: newIncarnation(0, world.random),
    ...plan.publisher,
  };
  const events = publish(draftsOf(plan, authorityKey, seats), identity, plan.foundedOn, world);
  const settings = signSettings({ realm, authorityKey, publisher, events }, publishing);
  return {
    ...{ settings, realm, authorityKey, authority, issuing, issuer },
    certificates: seats.map(certify),
    publisher: { certificate: publisher, privateKey: publishing },
  };
}

function draftsOf(plan: CityPlan, authorityKey: string, seats: readonly Seat[]): Draft<EventType>[] {
  const { name, practice } = plan;
  return [
    draft('city.founded', { name, practice, authorityKey }, 'city', 'city'),
    ...plan.points.map((point) => draft('point.opened', point, 'point', point.code)),
    ...plan.workplaces.map((place) => draft('workplace.opened', place, 'workplace', place.code)),
    ...plan.courses.map((course) => draft('course.published', course, 'course', course.course)),
    draft('policies.published', plan.policies, 'policies', 'city'),
    ...plan.people.map((person) => draft('person.registered', person, 'person', person.person)),
    ...seats.map(({ publicKey, point, workplace, pc }) => {
      const device = deviceIdOf(publicKey);
      return draft('device.enrolled', { device, publicKey, point, workplace, pc }, 'device', device);
    }),
  ];
}

function draft<T extends EventType>(
  type: T,
  payload: Payload<T>,
  kind: string,
  id: string,
): Draft<EventType> {
  return { type, payload, entities: [{ kind, id }] };
}

function publish(
  drafts: readonly Draft<EventType>[],
  identity: Identity,
  businessDay: string,
  world: World2,
) {
  let heads: Heads = { number: 0, lamport: 0, streams: new Map() };
  return drafts.map((fact, index) => {
    const request = `${identity.realm}/${index}`;
    const circumstances = { actor: 'device', approver: null, role: 'device' as const, request, businessDay };
    const { stored, decoded } = makeEvent(fact, circumstances, { heads, identity, world });
    heads = withHead(heads, decoded, true);
    return stored;
  });
}
