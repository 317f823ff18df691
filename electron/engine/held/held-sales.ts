import type { HeldSale } from '../../../contract/app/held.ts';
import { hourInShanghai } from '../../../contract/domain/calendar.ts';
import { type CardNumber, seriesOf } from '../../../contract/domain/card-number.ts';
import { type CardRange, formatRange, overlap } from '../../../contract/domain/card-range.ts';
import type { Db } from '../database/open.ts';
import { statement } from '../database/statement.ts';
import { write } from '../database/write.ts';
import { refuse } from '../problem.ts';
import { nameOf } from '../queries/state.ts';
import { saveDraft } from './drafts.ts';

/** More than a counter has customers waiting; a forgotten pile would lock cards nobody remembers. */
const MOST_HELD = 20;

export interface Hold {
  /** The form's own request id: a repeated press holds once. */
  readonly id: string;
  readonly person: string;
  readonly day: string;
  /** Milliseconds since 1970, for the list alone. */
  readonly at: number;
  /** What the list calls it: the buyer and what is in it. */
  readonly title: string;
  readonly form: string;
  readonly cards: readonly CardRange[];
}

/**
 * 挂单: puts a half-filled sale aside and locks its cards on this PC. The clerk's draft is emptied with it, in one
 * transaction. Refuses cards that another held sale has.
 */
export function holdSale(db: Db, hold: Hold): void {
  write(db, () => {
    if (statement(db, 'SELECT 1 FROM held_sale WHERE id = ?').get(hold.id) !== undefined) return;
    const waiting = statement(db, 'SELECT count(*) FROM held_sale').pluck().get() as number;
    if (waiting >= MOST_HELD) {
      throw refuse(
        'HELD_FULL',
        `已有 ${MOST_HELD} 笔挂单，没有再挂。`,
        '请先取出办完，或作废不再需要的挂单。',
      );
    }
    refuseHeldCards(db, hold.cards);
    const { id, person, day, at, title, form } = hold;
    statement(db, 'INSERT INTO held_sale (id, person, day, at, title, form) VALUES (?, ?, ?, ?, ?, ?)').run(
      id,
      person,
      day,
      at,
      title,
      form,
    );
    const lock = statement(db, 'INSERT INTO held_card VALUES (?, ?, ?, ?)');
    for (const { first, last } of hold.cards) lock.run(id, seriesOf(first), first, last);
    saveDraft(db, person, 'sale', '');
  });
}

/** 取单: the form goes to whoever takes it up, as their draft; its cards are free for that very sale. */
export function resumeSale(db: Db, id: string, person: string): string {
  return write(db, () => {
    const form = statement(db, 'SELECT form FROM held_sale WHERE id = ?').pluck().get(id) as
      | string
      | undefined;
    if (form === undefined) {
      throw refuse('HELD', '这笔挂单已被取出或作废。', '请看挂单列表里现有的。');
    }
    dropHeld(db, id);
    saveDraft(db, person, 'sale', form);
    return form;
  });
}

/** Gives up a held sale: nothing was sold, and its cards can be sold again. */
export function dropHeld(db: Db, id: string): void {
  write(db, () => statement(db, 'DELETE FROM held_sale WHERE id = ?').run(id));
}

/** At the turn of the business day nobody waits any more: cards are free again, the forms stay to be looked at. */
export function releaseHeld(db: Db, day: string): void {
  statement(db, 'DELETE FROM held_card WHERE held IN (SELECT id FROM held_sale WHERE day < ?)').run(day);
  statement(db, "UPDATE held_sale SET released = ? WHERE day < ? AND released = ''").run(day, day);
}

/** The longest waiting first. */
export function heldSales(db: Db): HeldSale[] {
  const rows = statement(
    db,
    'SELECT id, person, day, at, title, released FROM held_sale ORDER BY at, id',
  ).all();
  return (rows as Row[]).map(({ id, person, day, at, title, released }) => ({
    id,
    title,
    clerk: nameOf(db, person),
    day,
    time: hourInShanghai(at),
    released,
  }));
}

type Row = {
  readonly id: string;
  readonly person: string;
  readonly day: string;
  readonly at: number;
  readonly title: string;
  readonly released: string;
};

/** Cards put aside for somebody can't go to somebody else meanwhile; says for whom they wait. */
export function refuseHeldCards(db: Db, ranges: readonly CardRange[]): void {
  for (const range of ranges) {
    const [held] = heldWithin(db, range);
    if (held !== undefined) throw refuse('CARD_HELD', `${held.story}。`, '请换卡，或先取出那笔挂单。');
  }
}

/** Which cards of a run are put aside, in their order, and for whom in words. */
export function heldWithin(
  db: Db,
  range: CardRange,
): readonly { readonly cards: CardRange; readonly story: string }[] {
  const sql = `SELECT c.first, c.last, s.title, s.person, s.at FROM held_card c JOIN held_sale s ON s.id = c.held
    WHERE c.series = ? AND c.first <= ? AND c.last >= ? ORDER BY c.first`;
  const rows = statement(db, sql).all(seriesOf(range.first), range.last, range.first) as {
    readonly first: CardNumber;
    readonly last: CardNumber;
    readonly title: string;
    readonly person: string;
    readonly at: number;
  }[];
  return rows.map(({ first, last, title, person, at }) => {
    const cards = overlap({ first, last }, range) ?? range;
    const whose = `（${nameOf(db, person)}，${hourInShanghai(at)}）`;
    return { cards, story: `${formatRange(cards)} 已被挂单“${title}”占用${whose}` };
  });
}
