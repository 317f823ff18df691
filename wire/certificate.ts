import type { Certificate, DeviceStatement } from '../contract/city.ts';
import { utf8 } from './bytes.ts';
import { isSignedBy, signBytes } from './keys.ts';

export type SignedIssuer = Certificate['issuer'];

/** In one order of the fields, whatever the statement came through: a schema on the way puts them in its own. */
function deviceBytes(statement: DeviceStatement): Buffer {
  const { kind, realm, publicKey, point, workplace, pc, capabilities, epoch } = statement;
  return utf8(JSON.stringify({ kind, realm, publicKey, point, workplace, pc, capabilities, epoch }));
}

function issuerBytes({ kind, realm, publicKey }: SignedIssuer['statement']): Buffer {
  return utf8(JSON.stringify({ kind, realm, publicKey }));
}

export function signIssuer(authority: Uint8Array, realm: string, publicKey: string): SignedIssuer {
  const statement = { kind: 'issuer' as const, realm, publicKey };
  return { statement, signature: signBytes(authority, issuerBytes(statement)) };
}

export function signDevice(
  issuing: Uint8Array,
  issuer: SignedIssuer,
  statement: DeviceStatement,
): Certificate {
  return { statement, signature: signBytes(issuing, deviceBytes(statement)), issuer };
}

/** Whether the authority's word reaches the device through the issuing key, all for one realm. */
export function isGenuine(certificate: Certificate, realm: string, authorityKey: string): boolean {
  const { statement, issuer } = certificate;
  return (
    statement.realm === realm &&
    issuer.statement.realm === realm &&
    isSignedBy(authorityKey, issuerBytes(issuer.statement), issuer.signature) &&
    isSignedBy(issuer.statement.publicKey, deviceBytes(statement), certificate.signature)
  );
}
