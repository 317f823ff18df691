import { createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** Hashing and text↔bytes in one place; randomness and keys' making are elsewhere. */

export function sha256(...parts: readonly (Uint8Array | string)[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

export function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
}

export function fromHex(text: string): Buffer {
  return Buffer.from(text, 'hex');
}

export function utf8(text: string): Buffer {
  return Buffer.from(text, 'utf8');
}

export function fromUtf8(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}

/** A key for one purpose out of another key (RFC 5869), so that no key serves two ends. */
export function deriveKey(key: Uint8Array, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, new Uint8Array(0), purpose, 32));
}

export function seal(key: Uint8Array, content: Uint8Array): Buffer {
  return createHmac('sha256', key).update(content).digest();
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
