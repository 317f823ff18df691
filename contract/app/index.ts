import { accounts } from './accounts.ts';
import { advice } from './advice.ts';
import { cards } from './cards.ts';
import { custody } from './custody.ts';
import { documents } from './documents.ts';
import { held } from './held.ts';
import { intake } from './intake.ts';
import { posting } from './posting.ts';
import { receipts } from './receipts.ts';
import { registers } from './registers.ts';
import { sales } from './sales.ts';
import { session } from './session.ts';
import { stock } from './stock.ts';

/** Everything the window can ask of the engine. */
export const app = {
  session,
  cards,
  sales,
  held,
  documents,
  posting,
  accounts,
  advice,
  intake,
  receipts,
  registers,
  stock,
  custody,
};
export type App = typeof app;
