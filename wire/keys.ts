import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { fromHex, sha256, toHex } from './bytes.ts';

/** Ed25519 keys as raw 32 bytes; Node wants them wrapped in these fixed DER headers (RFC 8410). */
const PRIVATE_HEADER = fromHex('302e020100300506032b657004220420');
const PUBLIC_HEADER = fromHex('302a300506032b6570032100');

function privateKey(seed: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PRIVATE_HEADER, seed]), format: 'der', type: 'pkcs8' });
}

function publicKey(raw: string): KeyObject {
  return createPublicKey({ key: Buffer.concat([PUBLIC_HEADER, fromHex(raw)]), format: 'der', type: 'spki' });
}

/** in: the 32 secret bytes; out: the public key, hex. */
export function publicKeyOf(seed: Uint8Array): string {
  const spki = createPublicKey(privateKey(seed)).export({ format: 'der', type: 'spki' });
  return toHex(spki.subarray(PUBLIC_HEADER.length));
}

/** A device is known by the hash of its public key. */
export function deviceIdOf(publicKeyHex: string): string {
  return toHex(sha256(fromHex(publicKeyHex)).subarray(0, 16));
}

export function signBytes(seed: Uint8Array, content: Uint8Array): string {
  return toHex(sign(null, content, privateKey(seed)));
}

export function isSignedBy(publicKeyHex: string, content: Uint8Array, signature: string): boolean {
  return verify(null, content, publicKey(publicKeyHex), fromHex(signature));
}
