import type { ContractRouterClient } from '@orpc/contract';
import type { CityContract } from '../../../contract/city.ts';

/** Where the city's server is. in: `ca`, PEM: the one authority whose certificates are believed; null for the system's. */
export interface CityServer {
  readonly address: string;
  readonly ca: string | null;
}

/** `token` of the session; left out for `enrol`, `challenge` and `open`, which begin one. */
export interface CityCall {
  readonly token?: string;
}

/** The server's procedures, wherever it runs: over TLS, or in the same process. */
export type CityClient = ContractRouterClient<CityContract, CityCall>;
