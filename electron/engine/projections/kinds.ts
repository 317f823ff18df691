import type { FoldEvent } from '../../../contract/domain/event-order.ts';
import { foldBookIn, foldBookOut } from '../../../contract/domain/folds/book-move.ts';
import {
  foldDayClose,
  foldPointDay,
  foldRemittance,
  foldShift,
} from '../../../contract/domain/folds/closing.ts';
import { foldDiscrepancy, foldRelease } from '../../../contract/domain/folds/discrepancy.ts';
import { foldDocument } from '../../../contract/domain/folds/document.ts';
import { foldEmployer } from '../../../contract/domain/folds/employer.ts';
import { foldException } from '../../../contract/domain/folds/exception.ts';
import { foldPerson } from '../../../contract/domain/folds/person.ts';
import { foldBookReceipt, foldCardReceipt } from '../../../contract/domain/folds/receipts.ts';
import {
  foldEmergencyBlock,
  foldEmergencySlip,
  foldMoneyReceipt,
  foldReceiptBook,
} from '../../../contract/domain/folds/registers.ts';
import { foldReturn } from '../../../contract/domain/folds/returns.ts';
import { foldSale } from '../../../contract/domain/folds/sale.ts';
import {
  foldCity,
  foldCourse,
  foldDevice,
  foldPoint,
  foldPolicies,
  foldWorkplace,
} from '../../../contract/domain/folds/settings.ts';
import { foldTransfer } from '../../../contract/domain/folds/transfer.ts';

/** One kind of entity and its table: a row is the entity's whole state, with columns drawn from it for searching. */
export interface EntityKind {
  readonly kind: string;
  readonly table: string;
  readonly fold: (state: never, event: FoldEvent, late: boolean, id: string) => unknown;
  /** Column name -> [type, JSON path in the state]. */
  readonly columns: Readonly<Record<string, readonly [type: 'TEXT' | 'INTEGER', path: string]>>;
  readonly indexes: readonly Index[];
  /** Rows of more than a few hundred bytes, of which there are many. */
  readonly wide?: boolean;
}

/** A list of columns; with `where`, only of the rows it holds for. */
export type Index = readonly string[] | { readonly columns: readonly string[]; readonly where: string };

/** Tables of one family are rebuilt together when its fold version rises. */
export interface Family {
  readonly name: string;
  readonly version: number;
  readonly kinds: readonly EntityKind[];
}

const settings: Family = {
  name: 'settings',
  version: 2,
  kinds: [
    { kind: 'city', table: 'city', fold: foldCity, columns: {}, indexes: [] },
    { kind: 'point', table: 'point', fold: foldPoint, columns: {}, indexes: [] },
    { kind: 'workplace', table: 'workplace', fold: foldWorkplace, columns: {}, indexes: [] },
    { kind: 'course', table: 'course', fold: foldCourse, columns: {}, indexes: [] },
    { kind: 'policies', table: 'policies', fold: foldPolicies, columns: {}, indexes: [] },
    { kind: 'person', table: 'person', fold: foldPerson, columns: {}, indexes: [] },
    { kind: 'device', table: 'device', fold: foldDevice, columns: {}, indexes: [] },
  ],
};

const employers: Family = {
  name: 'employers',
  version: 1,
  kinds: [
    {
      kind: 'employer',
      table: 'employer',
      fold: foldEmployer,
      columns: { key: ['TEXT', '$.key'] },
      indexes: [['key']],
    },
  ],
};

const receipts: Family = {
  name: 'receipts',
  version: 2,
  kinds: [
    {
      kind: 'card-receipt',
      table: 'card_receipt',
      fold: foldCardReceipt,
      columns: {
        note: ['TEXT', '$.received.note'],
        day: ['TEXT', '$.businessDay'],
        at: ['INTEGER', '$.at'],
      },
      indexes: [['note'], ['day', 'at']],
    },
    {
      kind: 'book-receipt',
      table: 'book_receipt',
      fold: foldBookReceipt,
      columns: { day: ['TEXT', '$.businessDay'], at: ['INTEGER', '$.at'] },
      indexes: [['day', 'at']],
    },
  ],
};

const sales: Family = {
  name: 'sales',
  version: 3,
  kinds: [
    {
      kind: 'sale',
      table: 'sale',
      fold: foldSale,
      wide: true,
      columns: {
        day: ['TEXT', '$.businessDay'],
        at: ['INTEGER', '$.at'],
        employer: ['TEXT', '$.made.buyer.employer'],
        clerk: ['TEXT', '$.clerk'],
        document: ['TEXT', '$.made.document'],
        reversal: ['TEXT', '$.reversed.document'],
      },
      indexes: [['day', 'at'], { columns: ['employer', 'day', 'at'], where: 'employer IS NOT NULL' }],
    },
    {
      kind: 'document',
      table: 'document',
      fold: foldDocument,
      columns: {
        sale: ['TEXT', '$.paper.sale'],
        day: ['TEXT', '$.paper.day'],
        at: ['INTEGER', '$.paper.at'],
        prints: ['INTEGER', '$.prints'],
        slip: ['TEXT', '$.posted.slip'],
        posted_day: ['TEXT', '$.posted.day'],
        of: ['TEXT', '$.about.type'],
        second: ['TEXT', '$.claims[1].hash'],
      },
      // What still needs somebody's hand is a short list, however long the year: to be posted, and to be printed.
      indexes: [
        { columns: ['day', 'at', 'sale'], where: 'sale IS NOT NULL AND posted_day IS NULL' },
        { columns: ['prints', 'day', 'at', 'sale'], where: 'sale IS NOT NULL AND prints = 0' },
        { columns: ['posted_day', 'slip'], where: 'slip IS NOT NULL' },
        // Papers of other kinds are few among the sales', whose own entry here would only cost each sale a page.
        { columns: ['of'], where: "of <> 'sale.made'" },
        { columns: ['second'], where: 'second IS NOT NULL' },
      ],
    },
  ],
};

const movements: Family = {
  name: 'movements',
  version: 1,
  kinds: [
    { kind: 'transfer', table: 'transfer', fold: foldTransfer, columns: {}, indexes: [] },
    bookMoves('book-in', 'book_in', foldBookIn),
    bookMoves('book-out', 'book_out', foldBookOut),
  ],
};

/** Found by the index; the rows are read too, since SQLite takes no index on drawn columns for covering. */
function bookMoves(kind: string, table: string, fold: EntityKind['fold']): EntityKind {
  return {
    kind,
    table,
    fold,
    columns: {
      holder: ['TEXT', '$.holder'],
      textbook: ['TEXT', '$.textbook'],
      quantity: ['INTEGER', '$.quantity'],
    },
    indexes: [['holder', 'textbook', 'quantity']],
  };
}

const closing: Family = {
  name: 'closing',
  version: 2,
  kinds: [
    {
      kind: 'shift',
      table: 'shift',
      fold: foldShift,
      columns: {
        device: ['TEXT', '$.device'],
        day: ['TEXT', '$.day'],
        started: ['INTEGER', '$.from'],
        ended: ['INTEGER', '$.to'],
      },
      indexes: [['device', 'started'], ['day']],
    },
    {
      kind: 'day-close',
      table: 'day_close',
      fold: foldDayClose,
      columns: { day: ['TEXT', '$.closed.day'], device: ['TEXT', '$.closed.device'] },
      indexes: [['device', 'day'], ['day']],
    },
    { kind: 'point-day', table: 'point_day', fold: foldPointDay, columns: {}, indexes: [] },
    {
      kind: 'remittance',
      table: 'remittance',
      fold: foldRemittance,
      columns: { day: ['TEXT', '$.day'], at: ['INTEGER', '$.at'], open: ['INTEGER', '$.open'] },
      indexes: [['day', 'at'], { columns: ['open'], where: 'open = 1' }],
    },
    {
      kind: 'exception',
      table: 'exception',
      fold: foldException,
      columns: { day: ['TEXT', '$.day'], at: ['INTEGER', '$.at'], type: ['TEXT', '$.type'] },
      indexes: [['day', 'at']],
    },
  ],
};

const registers: Family = {
  name: 'registers',
  version: 1,
  kinds: [
    {
      kind: 'return',
      table: 'goods_return',
      fold: foldReturn,
      columns: {
        day: ['TEXT', '$.day'],
        at: ['INTEGER', '$.at'],
        device: ['TEXT', '$.device'],
        refund: ['TEXT', '$.refund'],
      },
      indexes: [['day', 'at'], { columns: ['refund'], where: "refund IN ('requested', 'approved')" }],
    },
    {
      kind: 'receipt-book',
      table: 'receipt_book',
      fold: foldReceiptBook,
      columns: {
        kind: ['TEXT', '$.issued.kind'],
        holder: ['TEXT', '$.issued.holder'],
        first: ['TEXT', '$.issued.first'],
      },
      indexes: [['kind', 'holder', 'first']],
    },
    {
      kind: 'money-receipt',
      table: 'money_receipt',
      fold: foldMoneyReceipt,
      columns: { day: ['TEXT', '$.uses[0].day'], voided_day: ['TEXT', '$.voided.day'] },
      // What a day used and spoiled, for its closing sheet.
      indexes: [['day'], { columns: ['voided_day'], where: 'voided_day IS NOT NULL' }],
    },
    {
      kind: 'emergency-block',
      table: 'emergency_block',
      fold: foldEmergencyBlock,
      columns: {},
      indexes: [],
    },
    { kind: 'emergency', table: 'emergency_slip', fold: foldEmergencySlip, columns: {}, indexes: [] },
  ],
};

const city: Family = {
  name: 'city',
  version: 1,
  kinds: [
    {
      kind: 'discrepancy',
      table: 'discrepancy',
      fold: foldDiscrepancy,
      columns: { settled: ['INTEGER', '$.settled.at'], kind: ['TEXT', '$.kind'] },
      indexes: [{ columns: ['kind'], where: 'settled IS NULL' }, ['settled']],
    },
    { kind: 'release', table: 'release', fold: foldRelease, columns: {}, indexes: [] },
  ],
};

/** Cards have a table of their own shape (cards.ts): a row per card, folded by runs. */
export const cardFamily = { name: 'cards', version: 2 } as const;

export const families: readonly Family[] = [
  settings,
  employers,
  receipts,
  sales,
  movements,
  closing,
  registers,
  city,
];
export const kinds: readonly EntityKind[] = families.flatMap((family) => family.kinds);
