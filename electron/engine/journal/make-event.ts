import { audienceOf } from '../../../contract/authority.ts';
import {
  catalogue,
  type EventType,
  type Payload,
  type Personal,
} from '../../../contract/events/catalogue.ts';
import type { EntityRef, Envelope, StoredEvent } from '../../../contract/events/envelope.ts';
import type { Role } from '../../../contract/events/parts.ts';
import { sha256, toHex } from '../../../wire/bytes.ts';
import { assemble, type Decoded, encodeEnvelope, encodePersonal, streamName } from '../../../wire/encode.ts';
import type { World } from '../world.ts';
import type { Heads } from './heads.ts';
import type { Identity } from './identity.ts';

/** The fact to be written down, before it has a place in the journal. */
export interface Draft<T extends EventType> {
  readonly type: T;
  readonly payload: Payload<T>;
  readonly personal?: Personal<T>;
  readonly entities: readonly EntityRef[];
}

/** Who did it, when, and for which form. */
export interface Circumstances {
  readonly actor: string;
  readonly approver: string | null;
  readonly role: Role | 'device';
  readonly request: string;
  readonly businessDay: string;
}

export interface MadeEvent {
  readonly stored: StoredEvent;
  readonly decoded: Decoded;
}

/**
 * Gives a fact its place at the end of its stream and its identity. The audience follows from the type, the author's
 * point and, of what the city says to a point, the payload (contract/authority.ts). Throws where the payload breaks its schema: commands check before.
 */
export function makeEvent<T extends EventType>(
  draft: Draft<T>,
  circumstances: Circumstances,
  { heads, identity, world }: { heads: Heads; identity: Identity; world: Pick<World, 'clock' | 'random'> },
): MadeEvent {
  const entry = catalogue[draft.type];
  const fields =
    entry.personal === null ? null : (entry.personal.parse(draft.personal) as Record<string, unknown>);
  const personal = fields === null ? null : encodePersonal(world.random(16), fields);
  const payload = entry.payload.parse(draft.payload) as Record<string, unknown>;
  const audience = audienceOf(draft.type, identity, payload);
  const head = heads.streams.get(streamName(identity.incarnation, audience));
  const envelope: Envelope = {
    realm: identity.realm,
    device: identity.device,
    incarnation: identity.incarnation,
    number: heads.number + 1,
    audience,
    position: (head?.position ?? 0) + 1,
    previous: head?.hash ?? '',
    lamport: heads.lamport + 1,
    businessDay: circumstances.businessDay,
    at: world.clock.now(),
    actor: circumstances.actor,
    approver: circumstances.approver,
    role: circumstances.role,
    request: circumstances.request,
    entities: [...draft.entities],
    type: draft.type,
    version: entry.version,
    payload,
    private: personal === null ? null : toHex(sha256(personal)),
  };
  const bytes = encodeEnvelope(envelope);
  return { stored: { bytes, personal }, decoded: assemble(envelope, bytes, fields) };
}
