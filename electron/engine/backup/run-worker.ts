import { Refusal } from '../problem.ts';
import type { World } from '../world.ts';
import type { BackupAnswer, BackupWork } from './worker-port.ts';

/** Runs one job in the backup thread. out: its answer; rejects with its Refusal. */
export async function runBackup<K extends BackupAnswer['kind']>(
  world: Pick<World, 'startBackupWorker'>,
  key: Uint8Array,
  work: BackupWork,
  expected: K,
): Promise<Extract<BackupAnswer, { kind: K }>> {
  const answer = await world.startBackupWorker({ key, work }).answer;
  if (answer.kind === 'refused') throw new Refusal(answer.problem);
  if (answer.kind !== expected) throw new Error(`the backup thread answered ${answer.kind}`);
  return answer as Extract<BackupAnswer, { kind: K }>;
}
