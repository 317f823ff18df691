import { z } from 'zod';
import { day, hash, hex32, incarnation, role } from './parts.ts';

/** What an event touches: one entity, or a run of cards. Outside the payload, so that a reader who does not know the type can still mark it 需先升级. */
export const entityRef = z.union([
  z.strictObject({ kind: z.string().regex(/^[a-z-]{2,20}$/), id: z.string().min(1).max(120) }),
  z.strictObject({ kind: z.literal('card'), first: z.string().max(40), last: z.string().max(40) }),
]);

/** The envelope of design.md §3, whole from the first event on. The order of the keys is the order of the bytes. */
export const envelope = z.strictObject({
  realm: hex32,
  device: hex32,
  incarnation,
  number: z.int().min(1),
  audience: z.string().regex(/^(all|point:[A-Z]{1,4})$/),
  position: z.int().min(1),
  previous: z.union([hash, z.literal('')]),
  lamport: z.int().min(1).max(Number.MAX_SAFE_INTEGER),
  businessDay: day,
  at: z.int().min(0),
  actor: z.string().min(1).max(60),
  approver: z.union([z.string().min(1).max(60), z.null()]),
  role: z.union([role, z.literal('device')]),
  request: z.string().regex(/^[0-9a-zA-Z-]{8,64}(\/\d{1,3})?$/),
  entities: z.array(entityRef).min(1).max(1000),
  type: z.string().regex(/^[a-z]+\.[a-zA-Z]+$/),
  version: z.int().min(1).max(1000),
  payload: z.record(z.string(), z.unknown()),
  private: z.union([hash, z.null()]),
});

export type EntityRef = z.infer<typeof entityRef>;
export type Envelope = z.infer<typeof envelope>;

/** An event as it lies in the journal and travels: its exact bytes, and beside them the personal part, which may be withheld. */
export interface StoredEvent {
  readonly bytes: Uint8Array;
  readonly personal: Uint8Array | null;
}

/** The personal fields of one event with the salt that keeps their hash from being guessed. */
export const personalPart = z.strictObject({
  salt: z.string().regex(/^[0-9a-f]{32}$/),
  fields: z.record(z.string(), z.unknown()),
});
