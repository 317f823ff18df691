import { catalogue } from '../../../contract/events/catalogue.ts';
import { copyFolder, createPlaceFile } from '../backup/place.ts';
import { allocateEmergency } from '../commands/allocate-emergency.ts';
import { voidEmergency } from '../commands/void-emergency.ts';
import type { Documents } from '../documents/documents.ts';
import { approversFor } from '../people/accounts.ts';
import { performApproved } from '../people/approval.ts';
import { emergencyPaper, emergencyRegister } from '../queries/emergency.ts';
import type { Seat } from '../seat.ts';
import { printingNow } from './counted-print.ts';
import { procedures } from './procedures.ts';

const on = procedures.emergency;

/** in: the maker of documents, which works in a thread of its own. */
export function createEmergencyProcedures(documents: Documents) {
  return {
    register: on.register.handler(({ context: { seat } }) => register(seat)),
    allocate: on.allocate.handler(async ({ input, context: { seat, report } }) => {
      const { request, count } = input;
      const made = seat.perform(allocateEmergency, { count }, request);
      const { block } = made.envelope.payload as { block: string };
      // The numbers are given out; a stick that takes no file is no reason to say otherwise.
      await layDown(seat, documents, block).catch((error: unknown) => report(error, 'emergency.allocate'));
      return register(seat);
    }),
    void: on.void.handler(async ({ input, context: { seat, report } }) => {
      const { request, approval, ...spoiled } = input;
      const tell = (error: unknown) => report(error, 'emergency.void');
      await performApproved(seat, voidEmergency, spoiled, request, approval, tell);
      return register(seat);
    }),
  };
}

function register(seat: Seat) {
  const { db } = seat.city();
  const approvers = approversFor(db, catalogue['emergency.voided'].approvers ?? [], seat.clerk()?.id ?? '');
  return { ...emergencyRegister(db), approvers, folder: folderOf(seat) };
}

function folderOf({ city, world }: Seat): string | null {
  const place = createPlaceFile(world.files, city().files.place).read();
  return place?.kind === 'folder' ? copyFolder(place.folder) : null;
}

/** The paper as a file beside the second copy: on the day the program can't start, nothing here can print it. */
async function layDown(seat: Seat, documents: Documents, block: string): Promise<void> {
  const folder = folderOf(seat);
  if (folder === null) return;
  const paper = emergencyPaper(seat.city().db, block, printingNow(seat));
  if (paper === null) return;
  const name = `应急单 ${paper.numbers[0]} 至 ${paper.numbers.at(-1)}.pdf`;
  await seat.world.disk.write(`${folder}/${name}`, 0, await documents.emergencyPdf(paper));
}
