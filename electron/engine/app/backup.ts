import type { BackupOverview } from '../../../contract/app/backup.ts';
import type { Realm } from '../../../contract/app/session.ts';
import { listCopies } from '../backup/copies.ts';
import { copyFolder, createPlaceFile } from '../backup/place.ts';
import type { Restores } from '../backup/restores.ts';
import { refuse } from '../problem.ts';
import { nameOf } from '../queries/state.ts';
import type { Seat } from '../seat.ts';
import { procedures } from './procedures.ts';

const on = procedures.backup;
const rescued = procedures.rescue;

export const backup = {
  second: on.second.handler(({ context: { seat } }) => seat.city().second.state()),
  overview: on.overview.handler(({ context: { seat } }) => overview(seat)),
  volumes: on.volumes.handler(({ context: { seat } }) => volumes(seat)),
  chooseFolder: on.chooseFolder.handler(async ({ input, context: { seat } }) => {
    await seat.city().second.choose(input.folder);
    return overview(seat);
  }),
  skipFolder: on.skipFolder.handler(({ context: { seat } }) => {
    seat.city().second.skip();
    return overview(seat);
  }),
  copyNow: on.copyNow.handler(async ({ context: { seat } }) => {
    await seat.city().copies.make('hand');
    return overview(seat);
  }),
  rehearse: on.rehearse.handler(({ input, context: { seat } }) =>
    seat.restores.rehearse(input, saidBy(seat)),
  ),
  restore: on.restore.handler(({ input, context: { seat } }) => seat.restores.restore(input, saidBy(seat))),
};

export const rescue = {
  overview: rescued.overview.handler(async ({ input, context: { seat } }) => {
    const restores = requireNoCity(seat, input?.realm);
    const { files, disk } = seat.world;
    const place = createPlaceFile(files, restores.files.place).read();
    const copies = await listCopies(restores.files.copies, disk);
    return {
      copies: [...copies],
      folder: place?.kind === 'folder' ? place.folder : null,
      volumes: await volumes(seat),
    };
  }),
  copiesIn: rescued.copiesIn.handler(async ({ input, context: { seat } }) => {
    requireNoCity(seat, input.realm);
    const { disk } = seat.world;
    const folders = [input.folder, copyFolder(input.folder)];
    const copies = await Promise.all(folders.map((one) => listCopies(one, disk)));
    const files = await Promise.all(folders.map((one) => disk.list(one)));
    return {
      copies: copies.flat().toSorted((a, b) => b.at - a.at),
      events: files.flat().filter(({ name }) => name.endsWith('.gxe')).length,
    };
  }),
  rehearse: rescued.rehearse.handler(({ input: { realm, ...source }, context: { seat } }) =>
    requireNoCity(seat, realm).rehearse(source, RESCUED),
  ),
  restore: rescued.restore.handler(({ input: { realm, ...source }, context: { seat } }) =>
    requireNoCity(seat, realm).restore(source, RESCUED),
  ),
  // Changes nothing, so it is there for data of a newer program too, which no restore may touch.
  salvage: rescued.salvage.handler(({ context: { seat } }) => {
    if (seat.state().city !== null) requireNoCity(seat, undefined);
    return seat.restores.salvage();
  }),
};

/** Begins the warning that stands until somebody settled it. */
const RESCUED = '在启动页面用备份恢复了数据';

function saidBy(seat: Seat): string {
  return `${nameOf(seat.city().db, seat.clerk()?.id ?? '')}用备份恢复了数据`;
}

/** Data that opens is restored by people who signed in; without any, or where it won't open, nobody can. */
function requireNoCity({ state, world, restoresOf }: Seat, asked: Realm | undefined): Restores {
  const { city, trouble, realm } = state();
  const restores = restoresOf(asked);
  const broken = trouble !== null && (asked ?? realm) === realm;
  if (city === null && (broken || !world.files.exists(restores.files.database))) return restores;
  throw refuse(
    'CITY_OPEN',
    '这台电脑的数据是好的，不能在这里恢复。',
    '请由主管或管理员登录后，到“备份”里办理。',
  );
}

async function volumes({ world, restores }: Seat) {
  const found = await world.disk.volumes(restores.files.folder);
  return found.map(({ path, freeBytes }) => ({ path, freeBytes }));
}

async function overview({ city, world }: Seat): Promise<BackupOverview> {
  const { second, copies } = city();
  const list = await copies.list();
  return {
    second: second.state(),
    copies: [...list],
    away: (await copies.listAway()).filter((name) => list.some((one) => one.name === name)).length,
    making: copies.making(),
    failed: copies.failed(),
    notAway: copies.notAway(),
    now: world.clock.now(),
  };
}
