import { createCityServer } from '../../server/city-server.ts';
import { serve } from '../../server/serve.ts';
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
  const serving = await serve(city, { port: 0, host: '127.0.0.1', tls: null, behindProxy: false });
  return {
    office,
    address: `http://127.0.0.1:${serving.port}`,
    code: () => city.enrolment.issue({ point: 'QZ', workplace: 'QZ', pc: 1, capabilities: ['sell'] }, HOUR),
    async close() {
      await serving.stop(0);
      await store.close();
    },
  };
}
