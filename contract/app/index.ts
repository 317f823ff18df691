import { advice } from './advice.ts';
import { cards } from './cards.ts';
import { documents } from './documents.ts';
import { sales } from './sales.ts';
import { session } from './session.ts';

/** Everything the window can ask of the engine. */
export const app = { session, cards, sales, documents, advice };
export type App = typeof app;
