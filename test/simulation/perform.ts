import type { EmployerState } from '../../contract/domain/folds/employer.ts';
import type { ReversalReason } from '../../contract/domain/reversal.ts';
import { closeAccount, reopenAccount } from '../../electron/engine/commands/close-account.ts';
import { type MakeSale, makeSale } from '../../electron/engine/commands/make-sale.ts';
import { openAccount } from '../../electron/engine/commands/open-account.ts';
import { openDay } from '../../electron/engine/commands/open-day.ts';
import { printPaper } from '../../electron/engine/commands/print-paper.ts';
import { receiveCards } from '../../electron/engine/commands/receive-cards.ts';
import { receiveTextbooks } from '../../electron/engine/commands/receive-textbooks.ts';
import { recordPosting } from '../../electron/engine/commands/record-posting.ts';
import { reverseSale } from '../../electron/engine/commands/reverse-sale.ts';
import { withdrawPosting } from '../../electron/engine/commands/withdraw-posting.ts';
import { dropHeld, holdSale, resumeSale } from '../../electron/engine/held/held-sales.ts';
import { businessDayOf } from '../../electron/engine/queries/state.ts';
import type { Seat } from '../../electron/engine/seat.ts';
import type { Decoded } from '../../wire/encode.ts';
import { cardText } from './card-text.ts';
import type { Asked, Deed, Sell } from './deed.ts';

/** Does a deed through the engine's own commands. out: its main event; null for what no journal keeps. */
export function perform(seat: Seat, { deed, request, by }: Asked): Decoded | null {
  seat.sitDown(personOf(seat, by));
  switch (deed.kind) {
    case 'takeIn': {
      const { course } = deed;
      return seat.perform(receiveCards, { course, note: 'N1', ranges: rangesOf(deed) }, request);
    }
    case 'takeBooks': {
      const { kind: _, ...input } = deed;
      return seat.perform(receiveTextbooks, input, request);
    }
    case 'sell':
      return seat.perform(makeSale, saleInput(seat, deed), request);
    case 'reverse': {
      const reason = deed.reason as ReversalReason;
      const input = { sale: saleUnder(seat, deed.sale), reason, remark: '' };
      return seat.perform(reverseSale, input, request, deed.approver === '' ? undefined : deed.approver);
    }
    case 'print': {
      const document = deed.paper === 'sale' ? deed.sale : reversalOf(seat, deed.sale);
      return seat.perform(printPaper, { document }, request);
    }
    case 'printIntake':
      return seat.perform(printPaper, { document: deed.document }, request);
    case 'post':
      return seat.perform(
        recordPosting,
        { documents: deed.documents, slip: deed.slip, ground: deed.booksOnly ? 'booksNotEntered' : null },
        request,
      );
    case 'unpost':
      return seat.perform(withdrawPosting, { document: deed.document, reason: deed.reason }, request);
    case 'day':
      return seat.perform(openDay, { day: deed.day }, request);
    case 'hold':
    case 'resume':
    case 'drop':
      putAside(seat, deed, request);
      return null;
    case 'openAccount':
      return seat.perform(
        openAccount,
        { name: deed.name, roles: ['counter'], hashed: 'none', fingerprint: 'none' },
        request,
      );
    default: {
      const command = deed.kind === 'closeAccount' ? closeAccount : reopenAccount;
      return seat.perform(command, { person: personOf(seat, deed.account), reason: '轮岗' }, request);
    }
  }
}

function putAside(seat: Seat, deed: Extract<Deed, { held: string } | { kind: 'hold' }>, id: string): void {
  const clerk = seat.clerk();
  if (clerk === null) throw seat.absence();
  const { db, journal } = seat.city();
  if ('held' in deed) {
    if (deed.kind === 'resume') resumeSale(db, deed.held, clerk.id);
    else dropHeld(db, deed.held);
  } else {
    const day = businessDayOf(db, journal.identity.device);
    const about = { title: '挂单', form: '{}', at: seat.world.clock.now() };
    holdSale(db, { id, person: clerk.id, day, cards: rangesOf(deed), ...about });
  }
}

function saleInput(seat: Seat, deed: Sell): MakeSale {
  const { course, payments, reason: outside } = deed;
  return {
    ...{ course, payments, outside },
    buyer: buyerOf(seat, deed.buyer),
    cards: deed.count === 0 ? [] : rangesOf(deed),
    books: deed.copies === 0 ? [] : [{ textbook: deed.textbook, quantity: deed.copies }],
    receipts: deed.receipts.map(({ stream, written, number }) =>
      stream === 'cards'
        ? { stream, kind: written ? 'fiscal' : 'none', number }
        : { stream, kind: written ? 'invoice' : 'none', number },
    ),
  };
}

function buyerOf(seat: Seat, buyer: Sell['buyer']): MakeSale['buyer'] {
  if ('person' in buyer) return { kind: 'person', area: buyer.person };
  if ('employer' in buyer) {
    const { employer: name, area } = buyer;
    return { kind: 'newEmployer', name, area, contact: '张三', phone: '' };
  }
  const rows = seat.city().db.prepare('SELECT id, state FROM employer').all() as {
    id: string;
    state: string;
  }[];
  const known = rows.find(({ state }) => (JSON.parse(state) as EmployerState).name === buyer.known);
  return { kind: 'employer', employer: known?.id ?? 'A-000000000000.1' };
}

/** in: a member of staff, or the request that opened the account. */
export function personOf(seat: Seat, key: string): string {
  if (!key.startsWith('request-')) return key;
  const payload = seat.city().journal.byRequest(key)?.envelope.payload as { person?: string } | undefined;
  return payload?.person ?? 'none';
}

function saleUnder(seat: Seat, document: string): string {
  const { db } = seat.city();
  const sale = db.prepare('SELECT id FROM sale WHERE document = ?').pluck().get(document);
  return (sale as string | undefined) ?? 'none';
}

function reversalOf(seat: Seat, document: string): string {
  const reversal = seat
    .city()
    .db.prepare('SELECT reversal FROM sale WHERE document = ?')
    .pluck()
    .get(document);
  return (reversal as string | null | undefined) ?? 'none';
}

function rangesOf({ first, count }: { readonly first: number; readonly count: number }) {
  return [{ first: cardText(first), last: cardText(first + count - 1) }];
}
