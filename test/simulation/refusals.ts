import type { Deed, Paid, Sell } from './deed.ts';
import type { Model } from './model.ts';

const COURSES: { readonly [course: string]: { readonly from: string; readonly to: string } } = {
  '2014-xxaq': { from: '2014-05-05', to: '2014-10-31' },
  '2013-dtjj': { from: '2013-01-01', to: '2013-12-31' },
};
const BOOK = '2014-xxaq-book';
const OWN_AREAS = ['市直', '钦州港', '三娘湾'];
const AREAS = [...OWN_AREAS, '灵山县', '浦北县', '钦北区', '钦南区', '外地'];

/** Empty when the counter should do it; else the code it should say. */
export function refusalOf(model: Model, deed: Deed, by: string): string {
  switch (deed.kind) {
    case 'takeIn':
      if (deed.count > 10_000) return 'TOO_MANY';
      if (!(deed.course in COURSES)) return 'COURSE';
      return run(deed).some((card) => model.cards.has(card)) ? 'KNOWN' : '';
    case 'takeBooks':
      if (deed.note === '' && by !== 'zg01') return 'OPENING';
      if (deed.quantity < 1 || deed.quantity > 100_000) return 'QUANTITY';
      return deed.textbook === BOOK ? '' : 'TEXTBOOK';
    case 'sell':
      return refusalToSell(model, deed);
    case 'reverse':
      return refusalToReverse(model, deed);
    case 'print': {
      const sale = model.sales.find((one) => one.document === deed.sale);
      return sale === undefined || (deed.paper === 'reversal' && sale.reversal === null) ? 'DOCUMENT' : '';
    }
    case 'printIntake':
      return model.intakes.includes(deed.document) ? '' : 'DOCUMENT';
    case 'day':
      return deed.day < model.day ? 'DAY' : '';
    case 'post':
    case 'unpost':
      return refusalToPost(model, deed);
    case 'hold':
      if (model.held.length >= 20) return 'HELD_FULL';
      return run(deed).some((card) => model.isPutAside(card)) ? 'CARD_HELD' : '';
    case 'resume':
      return model.held.some(({ id }) => id === deed.held) ? '' : 'HELD';
    case 'drop':
      return '';
    default:
      return refusalOfAccount(model, deed, by);
  }
}

function refusalToSell(model: Model, deed: Sell): string {
  const course = COURSES[deed.course];
  if (course === undefined) return 'COURSE';
  if (model.day < course.from || model.day > course.to) return 'CLOSED';
  if (deed.count === 0 && deed.copies === 0) return 'EMPTY';
  const free = run(deed).every((card) => {
    const state = model.cards.get(card);
    return state !== undefined && !state.sold && state.course === deed.course;
  });
  if (!free) return 'CARD';
  if (run(deed).some((card) => model.isPutAside(card))) return 'CARD_HELD';
  if (deed.copies > 0 && deed.textbook !== BOOK) return 'TEXTBOOK';
  if (deed.copies > model.copies) return 'BOOKS';
  return wrongMoney(deed) || wrongReceipts(deed) || wrongNumber(model, deed) || wrongBuyer(model, deed);
}

function wrongMoney(deed: Sell): string {
  const due = { cards: 5000 * deed.count, books: 1500 * deed.copies };
  const wrong = deed.payments.map((line) => wrongLine(line, due[line.stream])).find((code) => code !== '');
  if (wrong !== undefined) return wrong;
  const paid = { cards: 0, books: 0 };
  for (const { stream, fen } of deed.payments) paid[stream] += fen;
  return paid.cards === due.cards && paid.books === due.books ? '' : 'PAYMENT';
}

function wrongLine({ method, reference, tendered, fen }: Paid, due: number): string {
  if (due === 0) return 'PAYMENT';
  if (reference === '' && (method === 'transfer' || method === 'cheque')) return 'REFERENCE';
  if (tendered !== null && (method !== 'cash' || tendered < fen)) return 'TENDERED';
  return '';
}

function wrongReceipts({ receipts, count, copies }: Sell): string {
  for (const [stream, goods] of [['cards', count] as const, ['books', copies] as const]) {
    const own = receipts.filter((one) => one.stream === stream);
    if (own.length !== (goods > 0 ? 1 : 0)) return 'RECEIPT';
    if (own.some(({ written, number }) => written === (number === ''))) return 'RECEIPT';
  }
  const [one, other] = receipts;
  const shared = one !== undefined && one.number !== '' && one.number === other?.number;
  return shared ? 'RECEIPT_SHARED' : '';
}

function wrongNumber(model: Model, { receipts }: Sell): string {
  const codes = receipts.map(({ stream, number, written }) => {
    if (!written) return '';
    const at = model.placeInPad(stream, number);
    if (at !== null)
      return at === model.receipts[stream] ? '' : AT_FAULT[Number(at > model.receipts[stream])];
    const other = stream === 'cards' ? 'books' : 'cards';
    return model.placeInPad(other, number) === null ? 'RECEIPT_OUTSIDE' : 'RECEIPT_OTHER_KIND';
  });
  return codes.find((code) => code !== '') ?? '';
}

/** A number before the next one, and one behind it. */
const AT_FAULT = ['RECEIPT_GONE', 'RECEIPT_SKIPS'];

function wrongBuyer(model: Model, { buyer, reason }: Sell): string {
  if (!('known' in buyer) && !AREAS.includes('person' in buyer ? buyer.person : buyer.area)) return 'AREA';
  if ('known' in buyer && !model.employers.has(buyer.known)) return 'EMPLOYER';
  return OWN_AREAS.includes(model.areaOf(buyer)) || reason === '就近购买' ? '' : 'OUTSIDE';
}

function refusalToReverse(model: Model, deed: Deed & { kind: 'reverse' }): string {
  const sale = model.sales.find((one) => one.document === deed.sale);
  if (sale === undefined) return 'REVERSAL_UNKNOWN';
  if (sale.reversal !== null) return 'REVERSAL_REVERSED';
  if (sale.day !== model.day) return 'REVERSAL_LATER_DAY';
  return deed.reason === '卡号录错' ? '' : 'REASON';
}

/** The one supervisor a schedule asks is zg02. */
export function refusalOfApprover(model: Model, approver: string, by: string): string {
  if (approver === '' || approver === by) return 'APPROVAL';
  return approver === 'zg02' && model.people.get(approver)?.closed === false ? '' : 'APPROVAL_PERSON';
}

function refusalToPost(model: Model, deed: Deed & { kind: 'post' | 'unpost' }): string {
  if (deed.kind === 'unpost') {
    if (deed.reason === '') return 'REASON';
    return (model.papers.get(deed.document)?.posted ?? null) === null ? 'NOT_POSTED' : '';
  }
  if (deed.slip === '' && !deed.booksOnly) return 'SLIP';
  if (deed.slip !== '' && deed.booksOnly) return 'SLIP_AND_GROUND';
  if (new Set(deed.documents).size < deed.documents.length) return 'TWICE';
  for (const document of deed.documents) {
    const paper = model.papers.get(document);
    if (paper === undefined) return 'DOCUMENT';
    if (paper.posted !== null) return 'POSTED';
    if (deed.booksOnly && paper.cards) return 'HAS_CARDS';
  }
  return '';
}

function refusalOfAccount(
  model: Model,
  deed: Deed & { kind: 'openAccount' | 'closeAccount' | 'reopenAccount' },
  by: string,
): string {
  if (deed.kind === 'openAccount') return model.isNameTaken(deed.name) ? 'NAME' : '';
  const account = model.people.get(deed.account);
  if (account === undefined) return 'PERSON';
  if (deed.kind === 'reopenAccount') {
    if (!account.closed) return 'OPEN';
    return model.isNameTaken(account.name) ? 'NAME' : '';
  }
  if (deed.account === by) return 'OWN_ACCOUNT';
  return account.closed ? 'CLOSED' : '';
}

export function run({ first, count }: { readonly first: number; readonly count: number }): number[] {
  return Array.from({ length: count }, (_, index) => first + index);
}
