import type { CardNumber } from '../../../contract/domain/card-number.ts';
import { PRACTICE_DAY } from '../../../contract/domain/practice.ts';
import type { IssueBook } from '../commands/issue-book.ts';
import type { ReceiveCards } from '../commands/receive-cards.ts';
import type { ReceiveTextbooks } from '../commands/receive-textbooks.ts';
import type { CityPlan, Seat } from './found.ts';
import { noticePlan } from './notice-plan.ts';

/** Demo PINs, shown on the practice sign-in. A practice city guards nothing. */
export const practicePins: Readonly<Record<string, string>> = {
  sk01: '1201',
  sk02: '1302',
  zg01: '2401',
  zg02: '2502',
  da01: '3501',
};

/** The notice's city with invented people. */
export const practicePlan: CityPlan = {
  ...noticePlan,
  practice: true,
  foundedOn: PRACTICE_DAY,
  people: [
    { person: 'sk01', name: '韦小兰', roles: ['counter'], point: 'QZ' },
    { person: 'sk02', name: '黄䶮', roles: ['counter'], point: 'QZ' },
    { person: 'zg01', name: '陆主任', roles: ['supervisor', 'administrator'], point: 'QZ' },
    { person: 'zg02', name: '覃副主任', roles: ['supervisor'], point: 'QZ' },
    { person: 'da01', name: '莫𬱟', roles: ['archivist'], point: 'QZ' },
  ],
};

/** The PC one practises on: the first of the city's own sales point. */
export const practiceSeat: Omit<Seat, 'publicKey'> = {
  point: 'QZ',
  workplace: 'QZ',
  pc: 1,
  capabilities: ['sell'],
};

/** What lies in its till on the first morning, and who took it in. */
export const openingClerk = 'zg01';
export const openingCards: ReceiveCards = {
  course: '2014-xxaq',
  note: '',
  ranges: [{ first: '045072014000000101' as CardNumber, last: '045072014000000200' as CardNumber }],
};
export const openingBooks: ReceiveTextbooks = { textbook: '2014-xxaq-book', note: '', quantity: 50 };
/** A book of each kind, so that the first sale can be written a receipt for. */
export const openingFiscal: IssueBook = { kind: 'fiscal', first: '0012301', last: '0012400' };
export const openingInvoices: IssueBook = { kind: 'invoice', first: '00778801', last: '00778850' };
