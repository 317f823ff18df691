import { practiceCard, saleOf, tempFolder } from './city.ts';

export interface Known {
  readonly sale: string;
  readonly document: string;
  readonly employer: string;
  /** A 退卡 of this business day, where the test made one. */
  readonly returned?: { readonly return: string; readonly document: string };
  /** Makes a sale of this business day. */
  readonly soldNow: () => string;
  /** The number that the next fiscal receipt bears. */
  readonly nextFiscal: () => string;
}

export type Inputs = Readonly<Record<string, () => unknown>>;

/** What a page could send; a fresh request each time. */
export function inputFor(procedure: string, request: string, known: Known): unknown {
  return {
    ...counterInputs(request, known),
    ...officeInputs(request, known),
    ...returnInputs(request, known),
    ...registerInputs(request, known),
  }[procedure]?.();
}

function registerInputs(request: string, { soldNow, nextFiscal }: Known): Inputs {
  return {
    'registers.numbers': () => ({ book: 'A-aaaaaaaaaaaa.1', after: null }),
    'registers.owed': () => ({ after: null }),
    'registers.checkNumber': () => ({ kind: 'fiscal', number: nextFiscal() }),
    'registers.issue': () => ({
      ...{ request, kind: 'invoice', first: `90${request.slice(-3)}01`, last: `90${request.slice(-3)}10` },
    }),
    'registers.void': () => ({ request, kind: 'fiscal', runs: [spoiledRun()], reason: '污损' }),
    'registers.write': () => ({ request, sale: soldNow(), stream: 'cards', number: nextFiscal() }),
  };
}

function counterInputs(request: string, { sale, document, employer, soldNow }: Known): Inputs {
  return {
    'session.signIn': () => ({ person: 'sk01', pin: '1201' }),
    'session.chooseSecret': () => ({ request, person: 'sk02', ...nextSecret(request) }),
    'session.settleWarning': () => ({ warning: '0123456789abcdef', reason: '已用纸质单据核对' }),
    'session.confirmClock': () => ({ request }),
    'session.openDay': () => ({ request, day: '2014-05-21' }),
    'join.byCode': () => ({ server: 'https://city.example', ca: null, code: '7K3M-9PQR-2WXY' }),
    'join.byFile': () => ({ file: '' }),
    'sync.log': () => ({ text: '', kind: null, after: null }),
    'join.finish': () => ({ code: '7K3M-9PQR-2WXY', person: 'zg01', secret: '840519' }),
    'session.setLook': () => ({ type: '150', contrast: 'high', sounds: true }),
    'session.nextPracticeDay': () => ({ request }),
    'cards.previewNote': () => ({ source: 'practice', name: '没有这个文件.xlsx' }),
    'cards.commitNote': () => ({ request, preview: '0', course: '2014-xxaq', note: 'N1', into: 'till' }),
    'cards.refusedRows': () => ({ preview: '0' }),
    'intake.checkCards': () => ({ course: '2014-xxaq', note: '', lines: [] }),
    'intake.receiveCards': () => ({
      ...{ request, kind: 'delivery', note: 'N1', course: '2014-xxaq', into: 'till' },
      lines: [{ start: `0777${request.slice(-3)}`, end: '', count: '1' }],
    }),
    'intake.receiveBooks': () => ({
      ...{ request, kind: 'delivery', note: 'N1', textbook: '2014-xxaq-book', quantity: '2', into: 'till' },
    }),
    'custody.sent': () => ({ transfer: sale }),
    'custody.checkCards': () => ({ from: 'till', cards: practiceCard(50) }),
    'custody.dispatch': () => ({
      ...{ request, from: 'till', destination: 'store:QZ', cards: practiceCard(50), books: [] },
    }),
    'custody.accept': () => ({ request, transfer: sale, as: 'sender', cards: practiceCard(50), books: [] }),
    'sales.employers': () => ({ text: '中学' }),
    'sales.correctEmployer': () => ({
      request,
      employer,
      name: `钦州市${request}中学`,
      area: '市直',
      contact: null,
      phone: null,
    }),
    'sales.recheckCards': () => ({
      course: '2014-xxaq',
      lines: [[{ first: practiceCard(50), last: practiceCard(52) }]],
    }),
    'sales.checkCards': () => ({ course: '2014-xxaq', text: practiceCard(50) }),
    'sales.make': () => ({ request, ...saleOf(freeCard()) }),
    'sales.list': () => ({ text: '', from: null, to: null, clerk: null, state: 'all', after: null }),
    ...postingInputs(request, document),
    'sales.reversal': () => ({ sale: soldNow() }),
    'sales.reverse': () => ({
      request,
      sale: soldNow(),
      reason: '重复开单',
      remark: '',
      approval: { person: 'zg02', secret: '2502' },
    }),
    ...heldInputs(request),
  };
}

function returnInputs(request: string, { document, sale, soldNow, returned }: Known): Inputs {
  const here = { request, return: returned?.return ?? 'none' };
  return {
    'returns.open': () => ({ slip: document }),
    'returns.quote': () => ({ sale: soldNow(), cards: '', books: [] }),
    'returns.make': () => ({
      ...{ request, sale, slip: document, cards: practiceCard(0), books: [] },
      ...{ coatingIntact: true, slipSeen: true, reason: '多买', remark: '' },
      approval: { person: 'zg02', secret: '2502' },
    }),
    'returns.list': () => ({ open: true, after: null }),
    'returns.settle': () => ({ ...here, outcome: 'restocked', cards: '', reason: '' }),
    'returns.decide': () => ({ ...here, decision: 'approved', remark: '' }),
    'returns.pay': () => ({ ...here, reference: 'CZ-1', on: '2014-05-20' }),
  };
}

function officeInputs(request: string, { document, sale }: Known): Inputs {
  return {
    'exceptions.list': () => ({ kind: null, from: null, to: null, after: null }),
    'sync.log': () => ({ text: '', kind: null, after: null }),
    'discrepancies.settle': () => ({
      ...{ request, discrepancy: 'ab'.repeat(16) },
      ...{ outcome: 'verified', remark: '已核对' },
    }),
    'papers.find': () => ({ text: '', from: null, to: null, clerk: null, kind: null, after: null }),
    'papers.open': () => ({ document }),
    'papers.recordPrint': () => ({ request, document }),
    'closing.openShift': () => ({ request, count: [] }),
    'closing.handInCount': () => ({ request, count: [] }),
    'closing.closeShift': () => ({
      ...{ request, leftFen: 0, reason: '练习' },
      approval: { person: 'zg01', secret: '2401' },
    }),
    'closing.closeDay': () => ({
      ...{ request, day: '2014-05-20' },
      approval: { person: 'zg01', secret: '2401' },
    }),
    'closing.list': () => ({ before: null }),
    ...remittanceInputs(request, sale),
    'advice.logIn': () => ({ text: practiceCard(0) }),
    'documents.undrawable': () => ({ text: '钦州市第一中学' }),
    ...accountInputs(request),
    ...emergencyInputs(request),
    ...backupInputs,
  };
}

function postingInputs(request: string, document: string): Readonly<Record<string, () => unknown>> {
  return {
    'posting.waiting': () => ({ after: null }),
    'posting.unprinted': () => ({ after: null }),
    'posting.posted': () => ({ text: '', after: null }),
    'posting.record': () => ({ request, documents: [document], slip: 'PT1', ground: null }),
    'posting.withdraw': () => ({ request, document, reason: '选错了单据' }),
  };
}

function heldInputs(request: string): Readonly<Record<string, () => unknown>> {
  return {
    'held.hold': () => ({ request, title: '钦州市第一中学 1 张', form: '{}', cards: [] }),
    'held.resume': () => ({ id: 'nothing' }),
    'held.drop': () => ({ id: 'nothing' }),
    'held.saveDraft': () => ({ kind: 'sale', form: '{}' }),
    'held.draft': () => ({ kind: 'sale' }),
  };
}

function remittanceInputs(request: string, remittance: string): Inputs {
  return {
    'remittance.make': () => ({ request, stream: 'cards', days: ['2014-05-20'] }),
    'remittance.bank': () => ({ request, remittance, bankSlip: 'HD-1', on: '2014-05-20' }),
    'remittance.withdraw': () => ({ request, remittance, reason: '没有送到银行' }),
    'remittance.list': () => ({ after: null }),
    'reports.make': () => ({ request, day: '2014-05-20', approval: { person: 'zg02', secret: '2502' } }),
  };
}

function accountInputs(request: string): Readonly<Record<string, () => unknown>> {
  return {
    'accounts.open': () => ({ request, name: `覃试${request}`, roles: ['counter'], secret: '270519' }),
    'accounts.change': () => ({ request, person: 'da01', name: '莫𬱟', roles: ['archivist', 'counter'] }),
    'accounts.close': () => ({ request, person: 'da01', reason: '调离' }),
    'accounts.reopen': () => ({ request, person: 'da01', reason: '调回' }),
    'accounts.resetSecret': () => ({ request, person: 'da01', secret: '270519' }),
  };
}

const nothing = () => ({ copy: null, folder: null });
function emergencyInputs(request: string): Readonly<Record<string, () => unknown>> {
  const approval = { person: 'zg02', secret: '2502' };
  return {
    'emergency.allocate': () => ({ request, count: 2 }),
    'emergency.void': () => ({ request, number: 'QZ9A-YJ-00001', reason: '写坏', approval }),
  };
}

const backupInputs: Readonly<Record<string, () => unknown>> = {
  'backup.chooseFolder': () => ({ folder: tempFolder() }),
  'backup.rehearse': nothing,
  'backup.restore': nothing,
  'rescue.copiesIn': () => ({ folder: tempFolder() }),
  'rescue.rehearse': nothing,
  'rescue.restore': nothing,
};

export let unsold = 100;
/** A card nobody sold yet, from the far end. */
export const freeCard = () => --unsold;
let spoiled = 12_401;
/** Numbers from the far end of the practice city's fiscal book, one at a time. */
function spoiledRun() {
  const number = `00${--spoiled}`;
  return { first: number, last: number };
}
let ownSecret = '1302';
function nextSecret(request: string) {
  const pin = ownSecret;
  ownSecret = `口令 ${request}`;
  return { pin, secret: ownSecret };
}
