import type { CardRange } from '../../../contract/domain/card-range.ts';
import { draftOf, saveDraft } from '../held/drafts.ts';
import { dropHeld, heldSales, holdSale, resumeSale } from '../held/held-sales.ts';
import { refuse } from '../problem.ts';
import { businessDayOf } from '../queries/state.ts';
import { requireSound } from '../range-words.ts';
import type { Seat } from '../seat.ts';
import { procedures } from './procedures.ts';

const on = procedures.held;

export const held = {
  hold: on.hold.handler(({ input, context: { seat } }) => {
    const { db, journal } = seat.city();
    const { request, title, form } = input;
    // A sale already made under this form can't be put aside as if it were still open.
    if (journal.byRequest(request) !== null) {
      throw refuse('SOLD', '这一笔已经收款，不能再挂单。', '请在销售记录里核对。');
    }
    const cards = requireSound(input.cards as CardRange[]);
    const day = businessDayOf(db, journal.identity.device);
    const { now } = seat.world.clock;
    holdSale(db, { id: request, person: whoIn(seat), day, at: now(), title, form, cards });
    return heldSales(db);
  }),
  list: on.list.handler(({ context: { seat } }) => heldSales(seat.city().db)),
  resume: on.resume.handler(({ input, context: { seat } }) => ({
    form: resumeSale(seat.city().db, input.id, whoIn(seat)),
  })),
  drop: on.drop.handler(({ input, context: { seat } }) => {
    const { db } = seat.city();
    dropHeld(db, input.id);
    return heldSales(db);
  }),
  saveDraft: on.saveDraft.handler(({ input, context: { seat } }) => {
    saveDraft(seat.city().db, whoIn(seat), input.kind, input.form);
    return {};
  }),
  draft: on.draft.handler(({ input, context: { seat } }) => ({
    form: draftOf(seat.city().db, whoIn(seat), input.kind),
  })),
};

function whoIn(seat: Seat): string {
  const clerk = seat.clerk();
  if (clerk === null) throw refuse('SIGN_IN', '还没有登录。', '请先登录。');
  return clerk.id;
}
