import type { z } from 'zod';
import { fromUtf8, sameBytes, seal, utf8 } from '../wire/bytes.ts';

/**
 * Statements of the server to itself that travel through a device: readable by all, made by the server alone. So several
 * server processes need share no memory.
 */
export interface Seals<T> {
  make(statement: T): string;
  /** Null for anything this server did not make. */
  read(text: string): T | null;
}

export function createSeals<S extends z.ZodType>(key: Uint8Array, schema: S): Seals<z.infer<S>> {
  const sealOf = (body: string) => seal(key, utf8(body)).toString('base64url');
  return {
    make(statement) {
      const body = utf8(JSON.stringify(statement)).toString('base64url');
      return `${body}.${sealOf(body)}`;
    },
    read(text) {
      const [body = '', sealed = '', ...more] = text.split('.');
      if (more.length > 0 || !sameBytes(utf8(sealed), utf8(sealOf(body)))) return null;
      return schema.parse(JSON.parse(fromUtf8(Buffer.from(body, 'base64url'))));
    },
  };
}
