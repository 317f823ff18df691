import { cards } from './cards.ts';
import { documents } from './documents.ts';
import { held } from './held.ts';
import { posting } from './posting.ts';
import { sales } from './sales.ts';
import { session } from './session.ts';

/** Everything the window can ask of the engine. */
export const app = { session, cards, sales, held, documents, posting };
export type App = typeof app;
