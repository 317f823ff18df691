import type { Certificate } from '../../../contract/city.ts';
import { isGenuine } from '../../../wire/certificate.ts';
import { deviceIdOf, publicKeyOf } from '../../../wire/keys.ts';
import type { Db } from '../database/open.ts';
import { newIncarnation, writeIdentity } from '../journal/identity.ts';
import { createJournal, type Entry } from '../journal/journal.ts';
import { refuse } from '../problem.ts';
import { createProjections } from '../projections/project.ts';
import { createEmptyTables } from '../projections/rebuild.ts';
import type { World } from '../world.ts';
import { readSettings } from './settings.ts';

/**
 * Makes this PC a member of a city: in: an empty database, the signed settings file, its certificate and secret key.
 * All or nothing in one transaction. Refuses what the authority did not sign.
 */
export function joinCity(
  db: Db,
  world: Pick<World, 'clock' | 'random'>,
  {
    settings,
    certificate,
    privateKey,
  }: { settings: Uint8Array; certificate: Certificate; privateKey: Uint8Array },
): void {
  const city = readSettings(settings);
  const publicKey = publicKeyOf(privateKey);
  if (
    certificate.statement.publicKey !== publicKey ||
    !isGenuine(certificate, city.realm, city.authorityKey)
  ) {
    throw refuse('CERTIFICATE', '这台电脑的证书不是本市签发的，没有加入。', '请向市局重新申请入网。');
  }
  db.transaction(() => {
    createEmptyTables(db);
    writeIdentity(db, {
      realm: city.realm,
      device: deviceIdOf(publicKey),
      privateKey,
      incarnation: newIncarnation(0, world.random),
      certificate: JSON.stringify(certificate),
      settings,
    });
    takeSettings(db, world, certificate, city);
  }).immediate();
}

function takeSettings(
  db: Db,
  world: Pick<World, 'clock' | 'random'>,
  { statement }: Certificate,
  { events, decoded, realm }: ReturnType<typeof readSettings>,
): void {
  const { point, workplace, pc, publicKey } = statement;
  // Nothing is authored here, so the incarnation is of no matter to the journal used for receiving.
  const identity = { realm, device: deviceIdOf(publicKey), incarnation: '', point, workplace, pc };
  const journal = createJournal(db, identity, world);
  const entries = decoded.flatMap((event, index): Entry[] => {
    const stored = events[index];
    const row = stored === undefined ? null : journal.receive(stored, event);
    if (row === null || event.fold === null) return [];
    return [{ row, entities: event.envelope.entities, event: event.fold }];
  });
  createProjections(db, journal).applyForeign(entries);
}
