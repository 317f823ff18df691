import { utf8 } from './bytes.ts';
import { isSignedBy, signBytes } from './keys.ts';

/** The end of a stream, or of a part of it: whoever holds the events up to there can compute its hash. */
export interface HeadStatement {
  readonly realm: string;
  readonly incarnation: string;
  readonly audience: string;
  readonly position: number;
  readonly hash: string;
}

function bytesOf({ realm, incarnation, audience, position, hash }: HeadStatement): Buffer {
  return utf8(JSON.stringify({ realm, incarnation, audience, position, hash }));
}

/** One signature vouches for every event up to the head, since each names the hash of the one before it. */
export function signHead(head: HeadStatement, secretKey: Uint8Array): string {
  return signBytes(secretKey, bytesOf(head));
}

/** in: the public key of the device the head claims to be of. */
export function isHeadSignedBy(publicKey: string, head: HeadStatement, signature: string): boolean {
  return isSignedBy(publicKey, bytesOf(head), signature);
}
