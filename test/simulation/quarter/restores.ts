import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Place, Point } from './counter-day.ts';
import type { QuarterPc } from './pc.ts';

/** Whole copies that a PC keeps here: few, because every kill copies its folder. */
const FEW = 3;

/** A whole copy made today; of the older ones some go, so that a later restore finds one of any age. */
export async function keepCopy({ chance, happened }: Point, { pc }: Place): Promise<void> {
  const { copies, files } = pc.city;
  await copies.make('day');
  happened('whole copy');
  const all = await copies.list();
  if (all.length <= FEW) return;
  rmSync(`${files.copies}/${chance.pick(all.slice(1)).name}`);
}

/** How the data in use looks when somebody restores it. */
const WOUNDS: Readonly<Record<string, ((chance: Point['chance']) => (folder: string) => void) | null>> = {
  'data sound': null,
  'data gone': () => (folder) => {
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${folder}/gongxu.db${suffix}`, { force: true });
  },
  'data damaged': (chance) => (folder) => {
    const bytes = readFileSync(`${folder}/gongxu.db`);
    for (let wound = 0; wound < 5; wound++) {
      const at = chance.below(bytes.length);
      bytes.fill(chance.below(256), at, Math.min(bytes.length, at + 1 + chance.below(20_000)));
    }
    writeFileSync(`${folder}/gongxu.db`, bytes);
  },
};

/**
 * From a whole copy of some day and the second copy, or from that one alone; nothing that anybody saw done is missing,
 * and the papers go on under numbers of their own.
 */
export async function restoreSome(point: Point, { pc, till }: Place): Promise<void> {
  const { chance, same, happened } = point;
  const copies = await pc.city.copies.list();
  const copy = copies.length === 0 || chance.oneIn(3) ? null : chance.pick(copies).name;
  const how = chance.pick(Object.keys(WOUNDS));
  await pc.city.second.now();
  const before = eventsOf(pc);
  const done = await pc.restore({ copy, folder: null }, WOUNDS[how]?.(chance) ?? null);
  same('missing after a restore', [done.lost, done.cutOff], [0, 0]);
  same('events after a restore', eventsOf(pc) === before, true);
  till.beginLife();
  happened(`restored, ${how}`);
  happened(copy === null ? 'restored from the second copy alone' : 'restored from a whole copy');
}

function eventsOf({ city }: QuarterPc): string {
  return city.db.prepare('SELECT hex(hash) FROM event ORDER BY hash').pluck().all().join();
}
