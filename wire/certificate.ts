import type { Certificate, DeviceStatement } from '../contract/city.ts';
import { utf8 } from './bytes.ts';
import { isSignedBy, signBytes } from './keys.ts';

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
