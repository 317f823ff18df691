import { z } from 'zod';

/** Small pieces that several event families share. Nothing here may change without new versions of all of them. */

export const hex32 = z.string().regex(/^[0-9a-f]{32}$/);
export const hash = z.string().regex(/^[0-9a-f]{64}$/);
export const day = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/);
export const incarnation = z.string().regex(/^[A-Z]{1,2}-[0-9a-f]{12}$/);
/** `incarnation.number` of the event that created the entity: derivable, so it needs no bytes on the wire. */
export const entityId = z.string().regex(/^[A-Z]{1,2}-[0-9a-f]{12}\.\d{1,12}(\.\d{1,3})?$/);
export const pointCode = z.string().regex(/^[A-Z]{1,4}$/);
export const line = z.string().min(1).max(200);
export const documentNumber = z.string().regex(/^[A-Z]{1,4}\d{1,3}[A-Z]{1,2}-\d{8}-\d{5,9}$/);
/** Number of a blank emergency slip, as `QZ1A-YJ-00017`; a series of its own, printed before it is needed. */
export const emergencyNumber = z.string().regex(/^[A-Z]{1,4}\d{1,3}[A-Z]{1,2}-YJ-\d{5}$/);
export const cardNumber = z.string().regex(/^(?=.{1,40}$)[0-9A-Z]*[0-9]$/);
export const cardRange = z.strictObject({ first: cardNumber, last: cardNumber });
export const cardRanges = z.array(cardRange).min(1).max(500);
/** A place people come from. Which ones there are is said by the points' settings, with 外地 for everywhere else. */
export const area = z.string().min(1).max(20);
export const role = z.enum(['counter', 'archivist', 'certificates', 'supervisor', 'administrator']);
/** Who holds a card: the till of one PC, a point's store-room, its 待核 shelf for returned ones, or a transfer under way. */
export const holder = z
  .string()
  .regex(/^(till:[0-9a-f]{32}|store:[A-Z]{1,4}|check:[A-Z]{1,4}|transit:[A-Z]{1,2}-[0-9a-f]{12}\.\d{1,12})$/);

/** 桂价费函〔2012〕809号, notice 五: 50 yuan a person and subject; no other figure has a way in. */
export const cardFen = z.literal(5000);
/** Notice 六: 15 yuan a copy at every point, neither more nor less. */
export const textbookFen = z.literal(1500);
export const totalFen = z.int().min(0).max(1_000_000_000);
export const quantity = z.int().min(1).max(100_000);

/** Where goods are sent: a point (the city's move between places), or one till or the store-room of the own point (领用). */
export const destination = z.string().regex(/^(point:[A-Z]{1,4}|till:[0-9a-f]{32}|store:[A-Z]{1,4})$/);

/** Stream heads the author of a deciding event had folded: stream -> position. */
export const heads = z.record(
  z.string().regex(/^[A-Z]{1,2}-[0-9a-f]{12}\/(all|point:[A-Z]{1,4})$/),
  z.int().min(1),
);

/** Staff of the city's list by their code; an account opened at a counter by the event that opened it. */
export const personId = z.union([z.string().regex(/^[a-z]{2}\d{2,6}$/), entityId]);

export type Role = z.infer<typeof role>;
