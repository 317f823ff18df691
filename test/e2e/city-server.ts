import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RPCHandler } from '@orpc/server/node';
import { RequestHeadersPlugin } from '@orpc/server/plugins';
import { createCityServer } from '../../server/city-server.ts';
import { openSqliteStore } from '../../server/store/sqlite.ts';
import { cityOffice } from '../engine/new-city.ts';
import { seededRandom } from '../engine/world.ts';

const HOUR = 3_600_000;

/** The city's own server, on this computer alone, with its office. */
export async function startCity() {
  const office = cityOffice();
  const store = openSqliteStore(':memory:', new Uint8Array(32).fill(3), office.keys.realm);
  const random = seededRandom('city server');
  const city = createCityServer({ store, keys: office.keys, clock: Date, random, log: () => {} });
  const rpc = new RPCHandler(city.router, { plugins: [new RequestHeadersPlugin()] });
  const server = createServer((request, response) => {
    rpc
      .handle(request, response, { prefix: '/rpc', context: { address: 'here' } })
      .then(({ matched }) => matched || response.writeHead(404).end())
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    office,
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    code: () => city.enrolment.issue({ point: 'QZ', workplace: 'QZ', pc: 1, capabilities: ['sell'] }, HOUR),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await store.close();
    },
  };
}
