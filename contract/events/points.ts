import { z } from 'zod';
import { area, day, hex32, line, pointCode } from './parts.ts';

export const capability = z.enum(['sell', 'archive', 'handOut', 'oversee', 'publish']);
export type Capability = z.infer<typeof capability>;

/** The genesis event of a realm. A practice realm says so here and can never be enrolled anywhere. */
export const cityFounded = z.strictObject({
  name: line,
  practice: z.boolean(),
  authorityKey: z.string().regex(/^[0-9a-f]{64}$/),
});

/** A sales point (notice 四): level 2 at the city bureau, level 3 in the counties and districts. */
export const pointOpened = z.strictObject({
  code: pointCode,
  name: line,
  level: z.union([z.literal(2), z.literal(3)]),
  address: line,
  phone: z.union([line, z.null()]),
  areas: z.array(area).min(1).max(8),
});

/** A workplace of a point, reading its mailbox, with its own code on paper (window 4 is ZW of QZ, notice 七(二)). */
export const workplaceOpened = z.strictObject({
  code: pointCode,
  point: pointCode,
  name: line,
  address: line,
  phone: z.union([line, z.null()]),
  capabilities: z.array(capability).min(1).max(5),
});

/** One PC of a workplace, by its public key; signed by the issuing key in its certificate. */
export const deviceEnrolled = z.strictObject({
  device: hex32,
  publicKey: z.string().regex(/^[0-9a-f]{64}$/),
  point: pointCode,
  workplace: pointCode,
  pc: z.int().min(1).max(999),
});

/** The business day a clerk confirmed on one PC; it never goes back (domain.md §7: closing never stops selling). */
export const dayOpened = z.strictObject({ device: hex32, day });
