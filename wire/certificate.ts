import { z } from 'zod';
import { hex32, pointCode } from '../contract/events/parts.ts';
import { capability } from '../contract/events/points.ts';
import { utf8 } from './bytes.ts';
import { isSignedBy, signBytes } from './keys.ts';

const key = z.string().regex(/^[0-9a-f]{64}$/);
const signature = z.string().regex(/^[0-9a-f]{128}$/);

/** Who may issue device certificates, said by the city authority's offline key. */
const issuerStatement = z.strictObject({ kind: z.literal('issuer'), realm: hex32, publicKey: key });

const deviceStatement = z.strictObject({
  kind: z.literal('device'),
  realm: hex32,
  publicKey: key,
  point: pointCode,
  workplace: pointCode,
  pc: z.int().min(1).max(999),
  capabilities: z.array(capability),
  epoch: z.int().min(1),
});

const signed = <S extends z.ZodType>(statement: S) => z.strictObject({ statement, signature });

/** A PC's proof of who it is: authority -> issuing key -> device. */
export const certificate = signed(deviceStatement).extend({ issuer: signed(issuerStatement) });

export type Certificate = z.infer<typeof certificate>;
export type DeviceStatement = z.infer<typeof deviceStatement>;
export type SignedIssuer = Certificate['issuer'];

function bytesOf(statement: object): Buffer {
  return utf8(JSON.stringify(statement));
}

export function signIssuer(authority: Uint8Array, realm: string, publicKey: string): SignedIssuer {
  const statement = { kind: 'issuer' as const, realm, publicKey };
  return { statement, signature: signBytes(authority, bytesOf(statement)) };
}

export function signDevice(
  issuing: Uint8Array,
  issuer: SignedIssuer,
  statement: DeviceStatement,
): Certificate {
  return { statement, signature: signBytes(issuing, bytesOf(statement)), issuer };
}

/** Whether the authority's word reaches the device through the issuing key, all for one realm. */
export function isGenuine(certificate: Certificate, realm: string, authorityKey: string): boolean {
  const { statement, issuer } = certificate;
  return (
    statement.realm === realm &&
    issuer.statement.realm === realm &&
    isSignedBy(authorityKey, bytesOf(issuer.statement), issuer.signature) &&
    isSignedBy(issuer.statement.publicKey, bytesOf(statement), certificate.signature)
  );
}
