import { Refusal } from '../problem.ts';
import { type AssembleWorld, assemble } from './assemble.ts';
import { sumOfFile } from './freeze.ts';
import { prove } from './prove.ts';
import { salvage } from './salvage.ts';
import type { BackupAnswer, BackupJob } from './worker-port.ts';

/** One job of the backup thread, whole. Refusals are answers; what else is thrown is a bug. */
export async function answerBackupJob({ key, work }: BackupJob, world: AssembleWorld): Promise<BackupAnswer> {
  try {
    switch (work.kind) {
      case 'prove': {
        const proof = prove(work.image, work.into, key);
        return { kind: 'proved', proof, sum: await sumOfFile(work.into, world.disk) };
      }
      case 'assemble':
        return { kind: 'assembled', assembled: await assemble(work.plan, key, world) };
      case 'salvage':
        return { kind: 'salvaged', salvaged: await salvage(work.image, work.into, key, world) };
    }
  } catch (error) {
    if (error instanceof Refusal) return { kind: 'refused', problem: error.problem };
    throw error;
  }
}
