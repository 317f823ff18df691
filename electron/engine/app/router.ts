import type { Documents } from '../documents/documents.ts';
import type { World } from '../world.ts';
import { advice } from './advice.ts';
import { createCardProcedures } from './cards.ts';
import { createDocumentProcedures } from './documents.ts';
import { procedures } from './procedures.ts';
import { sales } from './sales.ts';
import { session } from './session.ts';

/** Everything the window can ask of the engine, behind one guard (procedures.ts). */
export function createRouter(world: World, documents: Documents) {
  return procedures.router({
    session,
    sales,
    advice,
    cards: createCardProcedures(world),
    documents: createDocumentProcedures(documents),
  });
}
