import { utf8 } from './bytes.ts';
import { isSignedBy, signBytes } from './keys.ts';

/** Begins with words no head or certificate begins with, so that no server can have one of those signed as a challenge. */
function bytesOf(challenge: string): Buffer {
  return utf8(`gongxu session\n${challenge}`);
}

export function signChallenge(challenge: string, secretKey: Uint8Array): string {
  return signBytes(secretKey, bytesOf(challenge));
}

export function isChallengeSignedBy(publicKey: string, challenge: string, signature: string): boolean {
  return isSignedBy(publicKey, bytesOf(challenge), signature);
}
