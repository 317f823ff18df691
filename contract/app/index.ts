import { accounts } from './accounts.ts';
import { advice } from './advice.ts';
import { backup, rescue } from './backup.ts';
import { cards } from './cards.ts';
import { closing } from './closing.ts';
import { custody } from './custody.ts';
import { discrepancies } from './discrepancies.ts';
import { documents } from './documents.ts';
import { emergency } from './emergency.ts';
import { exceptions } from './exceptions.ts';
import { held } from './held.ts';
import { intake } from './intake.ts';
import { join } from './joining.ts';
import { papers } from './papers.ts';
import { posting } from './posting.ts';
import { receipts } from './receipts.ts';
import { registers } from './registers.ts';
import { remittance } from './remittance.ts';
import { reports } from './reports.ts';
import { returns } from './returns.ts';
import { sales } from './sales.ts';
import { session } from './session.ts';
import { stock } from './stock.ts';
import { sync } from './sync.ts';

/** Everything the window can ask of the engine. */
export const app = {
  session,
  join,
  cards,
  sales,
  held,
  documents,
  papers,
  exceptions,
  discrepancies,
  posting,
  accounts,
  advice,
  intake,
  receipts,
  registers,
  stock,
  custody,
  closing,
  returns,
  emergency,
  remittance,
  reports,
  sync,
  backup,
  rescue,
};
export type App = typeof app;
