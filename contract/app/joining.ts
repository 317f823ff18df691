import { oc } from '@orpc/contract';
import { z } from 'zod';
import { LONGEST_CODE } from '../domain/enrolment-code.ts';
import { personId } from '../events/parts.ts';
import { errors } from './problem.ts';
import { state } from './session.ts';

/** What the city would make of this PC, to be looked at before it counts. */
const offer = z.strictObject({
  city: z.string(),
  point: z.string(),
  workplace: z.string(),
  pc: z.int(),
  /** Of the city's authority key, in groups of four, to be compared with what the city wrote on paper. */
  fingerprint: z.string(),
  /** Of this point; one of them is the first who can sign in here. */
  administrators: z.array(z.strictObject({ id: z.string(), name: z.string() })),
});
export type CityOffer = z.infer<typeof offer>;

const joining = z.strictObject({
  /** Short name of this PC's public key, by which the city tells requests apart. */
  requestName: z.string(),
  /** The request for the stick, base64. */
  requestFile: z.base64(),
  /** Asked last; empty before. */
  server: z.string(),
  /** Given by the city and kept here, over a restart too; null before. */
  offer: offer.nullable(),
  by: z.enum(['code', 'file']).nullable(),
});
export type JoiningState = z.infer<typeof joining>;

const code = z.string().trim().min(1).max(LONGEST_CODE);

/** 入网: before a city is on this PC, and never after. Nobody can sign in yet, so it is open to whoever has the program. */
export const join = {
  /** Makes this PC's key pair the first time; the secret half never leaves the engine. */
  begin: oc.errors(errors).output(joining),
  /** Asks the server. The same code may be sent again from this PC when the answer got lost. */
  byCode: oc
    .errors(errors)
    .input(
      z.strictObject({
        server: z.string().trim().min(1).max(200),
        /** PEM, where the city has a certificate authority of its own; null for the system's. */
        ca: z.string().max(20_000).nullable(),
        code,
      }),
    )
    .output(joining),
  /** in: the city's file from the stick, base64. */
  byFile: oc
    .errors(errors)
    .input(z.strictObject({ file: z.base64().max(24_000_000) }))
    .output(joining),
  /** 重新开始: forgets what the city gave; the key pair stays, so that the code still works. */
  startOver: oc.errors(errors).output(joining),
  /**
   * All or nothing: settings, certificate and the first administrator's secret. in: the 入网码 that was used, or the 启用码
   * that came with the file, since whoever has it was told it by the city. Signs that administrator in.
   */
  finish: oc
    .errors(errors)
    .input(z.strictObject({ code, person: personId, secret: z.string().min(1).max(64) }))
    .output(state),
};
