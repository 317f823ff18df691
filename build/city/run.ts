import { fingerprintOf } from '../../electron/engine/city/offer.ts';
import type { World } from '../../electron/engine/world.ts';
import { createCityServer } from '../../server/city-server.ts';
import { openStore, startCity } from '../../server/main.ts';
import { addressOf } from './address.ts';
import { issueCode } from './code.ts';
import { type CityFolder, filesIn, openCityFolder, readCity } from './folder.ts';
import { askOffice, openOffice, type Told } from './office.ts';
import type { AskCode, ServeCity } from './options.ts';

type CityWorld = Pick<World, 'clock' | 'random' | 'files'>;

export interface RunningOffice {
  readonly address: string;
  readonly city: CityFolder;
  /** Calls under way end first. */
  stop(): Promise<void>;
}

/** The city's server on its folder, made on the first call. in: where log lines go. Throws where something is not to be had. */
export async function runCity(
  asked: ServeCity,
  world: CityWorld,
  write: (line: string) => void,
): Promise<RunningOffice> {
  const city = openCityFolder(asked.folder, asked.administrators, world);
  const { keys, database } = city;
  const running = await startCity({ ...asked, keys, database, write });
  try {
    const { address, authority } = addressOf(asked, running.port);
    const fingerprint = fingerprintOf(keys.authorityKey);
    const office = await openOffice(filesIn(asked.folder).office, world, async (place) => ({
      ...(await issueCode(running.city, city, place, world.clock.now())),
      ...{ fingerprint, address, authority },
    }));
    return {
      address,
      city,
      async stop() {
        await office.close();
        await running.stop();
      },
    };
  } catch (error) {
    await running.stop();
    throw error;
  }
}

/** A code from the running server, or written into its store while none runs. */
export async function askCode({ folder, databaseUrl, place }: AskCode, world: CityWorld): Promise<Told> {
  const told = await askOffice(filesIn(folder).office, world, place);
  if (told !== null) return told;
  const city = readCity(folder, world);
  const { keys, database } = city;
  const store = await openStore({ databaseUrl, database, keys });
  try {
    const { clock, random } = world;
    const server = createCityServer({ store, keys, clock, random, log: () => {} });
    const issued = await issueCode(server, city, place, clock.now());
    return { ...issued, fingerprint: fingerprintOf(keys.authorityKey), address: null, authority: null };
  } finally {
    await store.close();
  }
}
