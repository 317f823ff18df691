import type { DraftRules } from '../../parts/draft.ts';
import { listOf, oneOf, orNull, shape, text } from '../../parts/reader.ts';
import { blankLine, isBlank, type Line } from './lines.ts';

/** Where goods are received: a till or the store-room of the point. */
export type Into = 'till' | 'store';

/** What 手工录入 has in it; a course that is the only one is not chosen. */
export type HandFields = {
  readonly course: string | null;
  readonly note: string;
  readonly into: Into;
  readonly lines: readonly Line[];
};

export type BookFields = {
  readonly textbook: string | null;
  readonly note: string;
  readonly into: Into;
  readonly quantity: string;
};

const into = oneOf<Into>('till', 'store');

export const handRules: DraftRules<HandFields> = {
  version: 1,
  read: shape<HandFields>({
    course: orNull(text),
    note: text,
    into,
    lines: listOf(shape<Line>({ key: text, start: text, end: text, count: text })),
  }),
  fresh: () => ({ course: null, note: '', into: 'till', lines: [blankLine()] }),
  isFresh: (fields) =>
    fields.course === null && fields.note === '' && fields.into === 'till' && fields.lines.every(isBlank),
};

export const bookRules: DraftRules<BookFields> = {
  version: 1,
  read: shape<BookFields>({ textbook: orNull(text), note: text, into, quantity: text }),
  fresh: () => ({ textbook: null, note: '', into: 'till', quantity: '' }),
  isFresh: ({ textbook, note, into: where, quantity }) =>
    textbook === null && note + quantity === '' && where === 'till',
};

/** What was chosen, while there is such a choice; the only one goes without saying. */
export function chosenOr(chosen: string | null, choices: readonly string[]): string | null {
  if (chosen !== null && choices.includes(chosen)) return chosen;
  return choices.length === 1 ? (choices[0] ?? null) : null;
}
