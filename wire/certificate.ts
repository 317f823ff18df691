import {
  type Certificate,
  type DeviceStatement,
  deviceStatement,
  issuerStatement,
} from '../contract/city.ts';
import { utf8 } from './bytes.ts';
import { isSignedBy, signBytes } from './keys.ts';

export type SignedIssuer = Certificate['issuer'];

/** In the order of the schema's keys, however the statement was put together: it is read in that order at the other end. */
function bytesOf(statement: Certificate['statement'] | SignedIssuer['statement']): Buffer {
  const schema = statement.kind === 'device' ? deviceStatement : issuerStatement;
  return utf8(JSON.stringify(schema.parse(statement)));
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
