import type { Documents } from '../documents/documents.ts';
import type { World } from '../world.ts';
import { createCardProcedures } from './cards.ts';
import { createDocumentProcedures } from './documents.ts';
import { held } from './held.ts';
import { posting } from './posting.ts';
import { procedures } from './procedures.ts';
import { sales } from './sales.ts';
import { session } from './session.ts';

/** Everything the window can ask of the engine, behind one guard (procedures.ts). */
export function createRouter(world: World, documents: Documents) {
  return procedures.router({
    session,
    sales,
    held,
    cards: createCardProcedures(world, documents),
    documents: createDocumentProcedures(documents),
    posting,
  });
}
