import type { Side } from '../../../contract/app/discrepancies.ts';
import { timeInShanghai } from '../../../contract/domain/calendar.ts';
import { type CardRange, formatRange } from '../../../contract/domain/card-range.ts';
import { paperMark } from '../../../contract/domain/document-number.ts';
import type { CardReceiptState } from '../../../contract/domain/folds/receipts.ts';
import type { SaleState } from '../../../contract/domain/folds/sale.ts';
import { type Fen, formatYuan } from '../../../contract/domain/money.ts';
import { paperNameOf } from '../../../contract/domain/paper-kinds.ts';
import type { Payload } from '../../../contract/events/catalogue.ts';
import type { Db } from '../database/open.ts';
import { statement } from '../database/statement.ts';
import { cardOf } from './card-story.ts';
import type { Found, Held } from './doubts.ts';
import { placeOnPaper } from './places.ts';
import { goodsOf } from './sales.ts';
import { nameOf, pointOf, stateOf } from './state.ts';

type Told = Payload<'discrepancy.raised'>['sides'][number];

/** One of the papers: what may be told to another point, and beside it all that this PC knows of it. */
export interface KnownSide {
  readonly told: Told;
  readonly facts: Side['facts'];
}

/** The papers of a finding, the second of a sale from a strange till being the intake the card came by. */
export function sidesOf(held: Held, { kind, sides, ranges, document }: Found): readonly KnownSide[] {
  const known = sides.map((id) => {
    if (kind === 'doubleIntake') return intakeSide(held.db, id, null);
    return kind === 'sameNumber' ? paperSide(held, id, document) : saleSide(held.db, id);
  });
  const [range] = ranges;
  const card = kind === 'notHeld' && range !== undefined ? cardOf(held.db, range.first) : null;
  return card === null ? known : [...known, intakeSide(held.db, card.receipt, card.holder)];
}

function saleSide(db: Db, id: string): KnownSide {
  const sale = stateOf<SaleState>(db, 'sale', id);
  const made = sale?.made ?? null;
  const told = {
    ...{ id, what: 'sale' as const, point: pointOfLife(db, id) },
    document: made?.document ?? null,
    day: sale?.made == null ? null : sale.businessDay,
  };
  if (sale === null || made === null) return { told, facts: [] };
  const { buyer, cardText } = goodsOf(made);
  return {
    told,
    facts: [
      ['时间', timeInShanghai(sale.at)],
      ['经办人', nameOf(db, sale.clerk)],
      ['售自', placeOnPaper(db, made.holder)],
      ['购卡人', buyer],
      ['卡号', cardText],
      ['金额', formatYuan((made.cardsFen + made.booksFen) as Fen)],
      ['校验', paperMark(sale.hash)],
    ],
  };
}

/** in: where the card lies now, where that is what it is about. */
function intakeSide(db: Db, id: string, holder: string | null): KnownSide {
  const receipt = stateOf<CardReceiptState>(db, 'card_receipt', id);
  const told = {
    ...{ id, what: 'intake' as const, point: pointOfLife(db, id) },
    document: receipt?.received.document ?? null,
    day: receipt?.businessDay ?? null,
  };
  const place: Side['facts'] = holder === null ? [] : [['卡现在', placeNow(db, holder)]];
  if (receipt === null) return { told, facts: place };
  const { note, ranges, count } = receipt.received;
  return {
    told,
    facts: [
      ['时间', timeInShanghai(receipt.at)],
      ['经办人', nameOf(db, receipt.clerk)],
      ['来自', note === '' ? '期初库存' : note],
      ['卡号', (ranges as unknown as readonly CardRange[]).map(formatRange).join('；')],
      ['张数', String(count)],
      ...place,
    ],
  };
}

function placeNow(db: Db, holder: string): string {
  return holder.startsWith('transit:') ? '在途' : placeOnPaper(db, holder);
}

function paperSide({ db, journal }: Held, hash: string, document: string): KnownSide {
  const { envelope } = journal.byHash(hash) ?? {};
  const told = { id: hash, what: 'paper' as const, document, day: envelope?.businessDay ?? null };
  if (envelope === undefined) return { told: { ...told, point: null }, facts: [] };
  const { device, audience, actor, at, type, payload } = envelope;
  const sums = [payload['cardsFen'], payload['booksFen'], payload['fen']].filter(
    (one) => typeof one === 'number',
  );
  const sum: Side['facts'] =
    sums.length === 0 ? [] : [['金额', formatYuan(sums.reduce((all, one) => all + one, 0) as Fen)]];
  return {
    told: { ...told, point: pointIn(audience) },
    facts: [
      ['单据', paperNameOf(type)],
      ['时间', timeInShanghai(at)],
      ['经办人', actor === 'device' ? '本机' : nameOf(db, actor)],
      ['电脑', placeOnPaper(db, `till:${device}`)],
      ...sum,
      ['校验', paperMark(hash)],
    ],
  };
}

/** in: an id as entities are named, by the event that made them; out: where that event was said, null when it isn't here. */
function pointOfLife(db: Db, id: string): string | null {
  const audience = statement(db, "SELECT audience FROM stream WHERE incarnation = ? AND audience <> 'all'")
    .pluck()
    .get(id.split('.')[0]) as string | undefined;
  return audience === undefined ? null : pointIn(audience);
}

function pointIn(audience: string): string | null {
  return audience.startsWith('point:') ? audience.slice('point:'.length) : null;
}

/** A paper as the page shows it beside the other. */
export function shownSide(db: Db, { told, facts }: KnownSide): Side {
  const { id, what, point, document, day } = told;
  const pointName = point === null ? '' : (pointOf(db, point)?.said.name ?? point);
  return { id, what, pointName, document, day: day ?? '', facts: [...facts] };
}
