import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { rootCertificates } from 'node:tls';
import type { ServeCity } from './options.ts';

export interface ServerAddress {
  /** As a clerk types it at a new PC. */
  readonly address: string;
  /** Path of the certificate file a PC must be given, since its system doesn't know who signed; else null. */
  readonly authority: string | null;
}

/** Where the server is reached, by the name its certificate vouches for: any other would be refused by the PCs. */
export function addressOf({ tls }: Pick<ServeCity, 'tls'>, port: number): ServerAddress {
  if (tls === null) return { address: `http://127.0.0.1:${port}`, authority: null };
  const chain = certificatesIn(readFileSync(tls.certificate, 'utf8'));
  const [own, last] = [chain[0], chain.at(-1)];
  const name = own === undefined ? null : nameIn(own);
  const known = last !== undefined && systemKnows(last.issuer);
  return { address: `https://${name ?? hostname()}:${port}`, authority: known ? null : tls.certificate };
}

function certificatesIn(pem: string): readonly X509Certificate[] {
  const parts = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return parts.map((part) => new X509Certificate(part));
}

/** The first of its names that is one; a wildcard stands for many. */
function nameIn({ subjectAltName = '' }: X509Certificate): string | null {
  for (const entry of subjectAltName.split(', ')) {
    const [, kind, value = ''] = /^(DNS|IP Address):(.+)$/.exec(entry) ?? [];
    if (kind === 'DNS' && !value.includes('*')) return value;
    if (kind === 'IP Address') return value.includes(':') ? `[${value}]` : value;
  }
  return null;
}

function systemKnows(issuer: string): boolean {
  return rootCertificates.some((pem) => new X509Certificate(pem).subject === issuer);
}
