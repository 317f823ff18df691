import type { Rehearsal, RestoreSource } from '../../../contract/app/backup.ts';
import type { CityFiles } from '../city/open-city.ts';
import { refuse } from '../problem.ts';
import type { World } from '../world.ts';
import { copyClosed } from './freeze.ts';
import { copyFolder, createPlaceFile } from './place.ts';
import { runBackup } from './run-worker.ts';
import { finishSwap } from './swap.ts';
import type { Assembled } from './worker-port.ts';

/** Makes an image of the present database, where there is one. out: whether it did. */
export type TakeImage = (into: string) => Promise<boolean>;

/**
 * Puts the restored database together in a folder of its own; what is in use stays as it is. in: where from, and how the
 * present database is read. Rejects with a Refusal when the sources give nothing.
 */
export async function assembleRestore(
  source: RestoreSource,
  { files, key, image, said }: { files: CityFiles; key: Uint8Array; image: TakeImage; said: string },
  world: World,
): Promise<Assembled> {
  const work = files.restore;
  await clearRestore(files, world);
  await world.disk.makeFolder(work);
  const [folders, taken] = [foldersOf(source, files, world), `${work}/image.db`];
  const plan = {
    copy: source.copy === null ? null : await copyIn(source.copy, [files.copies, ...folders], world),
    eventFiles: (await Promise.all(folders.map((folder) => eventFilesIn(folder, world)))).flat(),
    image: (await image(taken)) ? taken : null,
    mark: files.mark,
    ...{ into: `${work}/restored.db`, newMark: `${work}/restored.mark`, said },
  };
  const { assembled } = await runBackup(world, key, { kind: 'assemble', plan }, 'assembled');
  return assembled;
}

/** The database must be closed. Everything before the last line but one can be interrupted without any effect. */
export async function swapIn(files: CityFiles, world: World): Promise<void> {
  world.files.rename(`${files.restore}/restored.mark`, files.readyMark);
  world.files.rename(`${files.restore}/restored.db`, files.ready);
  finishSwap(world.files, files, asideOf(files, world));
  await clearRestore(files, world);
}

/** The damaged or replaced file is kept, whatever else happens. */
export function asideOf({ database }: CityFiles, { clock }: Pick<World, 'clock'>): string {
  return `${database.slice(0, -3)}-换下-${clock.now()}.db`;
}

/** An image of a database nobody has open, with its log. */
export function imageOfClosed({ database }: CityFiles, { disk }: World): TakeImage {
  return async (into) => {
    await copyClosed(`${database}-wal`, `${into}-wal`, disk);
    return copyClosed(database, into, disk);
  };
}

export async function clearRestore({ restore }: CityFiles, { disk }: World): Promise<void> {
  for (const { name } of await disk.list(restore)) await disk.remove(`${restore}/${name}`);
}

export function rehearsalOf(assembled: Assembled, present: Rehearsal['present']): Rehearsal {
  return { present, ...assembled };
}

/** Where events may lie: salvaged ones beside the database, the second copy, and what the person names. */
function foldersOf({ folder }: RestoreSource, files: CityFiles, world: World): readonly string[] {
  const place = createPlaceFile(world.files, files.place).read();
  const known = place?.kind === 'folder' ? [place.folder] : [];
  const named = folder === null ? [] : [folder];
  const places = [...new Set([...known, ...named])].flatMap((one) => [one, copyFolder(one)]);
  return [files.salvaged, ...places];
}

async function eventFilesIn(folder: string, { disk }: World): Promise<readonly string[]> {
  const found = await disk.list(folder).catch(() => []);
  return found.filter(({ name }) => name.endsWith('.gxe')).map(({ name }) => `${folder}/${name}`);
}

async function copyIn(name: string, folders: readonly string[], { disk }: World): Promise<string> {
  for (const folder of folders) {
    const found = await disk.list(folder).catch(() => []);
    if (found.some((one) => one.name === name)) return `${folder}/${name}`;
  }
  throw refuse('COPY', '没有找到这份备份，它可能已被移走。', '请重新打开备份页面，再选一份。');
}
