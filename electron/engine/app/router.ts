import type { Documents } from '../documents/documents.ts';
import type { World } from '../world.ts';
import { accounts } from './accounts.ts';
import { advice } from './advice.ts';
import { backup, rescue } from './backup.ts';
import { createCardProcedures } from './cards.ts';
import { closing } from './closing.ts';
import { custody } from './custody.ts';
import { discrepancies } from './discrepancies.ts';
import { createDocumentProcedures } from './documents.ts';
import { createEmergencyProcedures } from './emergency.ts';
import { exceptions } from './exceptions.ts';
import { held } from './held.ts';
import { intake } from './intake.ts';
import { join } from './joining.ts';
import { createPaperProcedures } from './papers.ts';
import { posting } from './posting.ts';
import { procedures } from './procedures.ts';
import { receipts } from './receipts.ts';
import { createRegisterProcedures } from './registers.ts';
import { remittance } from './remittance.ts';
import { reports } from './reports.ts';
import { returns } from './returns.ts';
import { sales } from './sales.ts';
import { session } from './session.ts';
import { stock } from './stock.ts';
import { sync } from './sync.ts';

/** Everything the window can ask of the engine, behind one guard (procedures.ts). */
export function createRouter(world: World, documents: Documents) {
  return procedures.router({
    session,
    join,
    accounts,
    sales,
    held,
    advice,
    cards: createCardProcedures(world, documents),
    documents: createDocumentProcedures(documents),
    intake,
    receipts,
    returns,
    registers: createRegisterProcedures(documents),
    stock,
    custody,
    papers: createPaperProcedures(documents),
    exceptions,
    discrepancies,
    posting,
    closing,
    emergency: createEmergencyProcedures(documents),
    remittance,
    reports,
    sync,
    backup,
    rescue,
  });
}
