import type { Certificate } from '../contract/city.ts';
import { deriveKey } from '../wire/bytes.ts';

/** What a server must hold of its city. The authority's secret key is not among it: it stays offline. */
export interface CityKeys {
  readonly realm: string;
  /** Public, hex. */
  readonly authorityKey: string;
  /** Secret key that signs the certificates of ordinary PCs, and the authority's word for it. */
  readonly issuing: Uint8Array;
  readonly issuer: Certificate['issuer'];
  /** The signed settings file a new PC starts from. */
  readonly settings: Uint8Array;
}

/** All server processes of a city derive the same, and none of these is the key that signs. */
export function purposeKeys({ issuing }: CityKeys) {
  return {
    challenge: deriveKey(issuing, 'city challenge'),
    token: deriveKey(issuing, 'city session'),
    code: deriveKey(issuing, 'enrolment code'),
  };
}
