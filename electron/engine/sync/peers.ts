import type { Certificate } from '../../../contract/city.ts';
import { isGenuine } from '../../../wire/certificate.ts';
import { deviceIdOf } from '../../../wire/keys.ts';
import { readSettings } from '../city/settings.ts';
import type { Db } from '../database/open.ts';
import { write } from '../database/write.ts';
import type { Books } from './books.ts';
import type { Line } from './line.ts';

/** Who the other PCs of the city are. Only what the city's authority signed is ever believed, whoever hands it over. */
export interface Peers {
  /** Every certificate known of that PC, the newest last; none where nobody showed one. */
  of(device: string): readonly Certificate[];
  /** Asks the server for those PCs' present certificates. */
  ask(devices: readonly string[], line: Line): Promise<void>;
}

const MOST_ASKED = 200;

export function createPeers(
  db: Db,
  books: Books,
  { realm, authorityKey, own }: { realm: string; authorityKey: string; own: Certificate },
): Peers {
  const known = new Map<string, readonly Certificate[]>();
  const idOf = ({ statement }: Certificate) => deviceIdOf(statement.publicKey);
  const publisher = publisherOf(db);
  const given = [own, ...(publisher === null ? [] : [publisher])];

  function of(device: string): readonly Certificate[] {
    const found = known.get(device) ?? [
      ...given.filter((one) => idOf(one) === device),
      ...books.peers(device).filter((one) => idOf(one) === device && isGenuine(one, realm, authorityKey)),
    ];
    known.set(device, found);
    return found;
  }
  function keep(certificates: readonly Certificate[], asked: readonly string[]): void {
    const genuine = certificates.filter(
      (one) => asked.includes(idOf(one)) && isGenuine(one, realm, authorityKey) && !knows(one),
    );
    if (genuine.length === 0) return;
    write(db, () => {
      for (const one of genuine) books.keepPeer(idOf(one), one);
    });
    for (const one of genuine) known.delete(idOf(one));
  }
  const knows = (one: Certificate) => of(idOf(one)).some((other) => other.signature === one.signature);

  return {
    of,
    async ask(devices, line) {
      for (let at = 0; at < devices.length; at += MOST_ASKED) {
        const some = devices.slice(at, at + MOST_ASKED);
        keep(await line.call((client, call) => client.certificates(some, call)), some);
      }
    },
  };
}

/** From the settings file this PC started from. */
function publisherOf(db: Db): Certificate | null {
  const settings = db.prepare('SELECT settings FROM identity').pluck().get() as Buffer | undefined;
  return settings === undefined ? null : readSettings(settings).publisher;
}
