import type { CardNumber } from '../../../contract/domain/card-number.ts';
import { PRACTICE_DAY } from '../../../contract/domain/practice.ts';
import type { IssueBook } from '../commands/issue-book.ts';
import type { ReceiveCards } from '../commands/receive-cards.ts';
import type { ReceiveTextbooks } from '../commands/receive-textbooks.ts';
import type { CityPlan, Seat } from './found.ts';

/** Demo PINs, shown on the practice sign-in. A practice city guards nothing. */
export const practicePins: Readonly<Record<string, string>> = {
  sk01: '1201',
  sk02: '1302',
  zg01: '2401',
  zg02: '2502',
  da01: '3501',
};

const approval = '桂价费函〔2012〕809号';
const bookRule = '钦人社发〔2014〕173号 第六条';

/** The city of the notice (钦人社发〔2014〕173号 四, 五, 六, 七): places, phones, windows, hours and prices are its words. */
export const practicePlan: CityPlan = {
  name: '钦州市',
  practice: true,
  foundedOn: PRACTICE_DAY,
  publisher: { point: 'QZ', workplace: 'QZ', pc: 999 },
  points: [
    {
      code: 'QZ',
      name: '钦州市人力资源和社会保障局',
      level: 2,
      address: '市永福西大街51号东泉大厦5楼财务办',
      phone: '0777-5987288',
      areas: ['市直', '钦州港', '三娘湾'],
    },
    {
      code: 'LS',
      name: '灵山县人力资源和社会保障局',
      level: 3,
      address: '灵山县六峰路43号灵山人才市场',
      phone: null,
      areas: ['灵山县'],
    },
    {
      code: 'PB',
      name: '浦北县人力资源和社会保障局',
      level: 3,
      address: '浦北县小江镇越秀路',
      phone: null,
      areas: ['浦北县'],
    },
    {
      code: 'QB',
      name: '钦北区人力资源和社会保障局',
      level: 3,
      address: '钦北区行政中心',
      phone: null,
      areas: ['钦北区'],
    },
    {
      code: 'QN',
      name: '钦南区人力资源和社会保障局',
      level: 3,
      address: '钦州市南珠东大街90号',
      phone: null,
      areas: ['钦南区'],
    },
  ],
  workplaces: [
    {
      code: 'QZ',
      point: 'QZ',
      name: '财务办',
      address: '市永福西大街51号东泉大厦5楼财务办',
      phone: '0777-5987288',
      capabilities: ['sell'],
    },
    {
      code: 'ZW',
      point: 'QZ',
      name: '政务中心分中心4号窗口',
      address: '钦州市南珠西大街57号市人力资源市场一楼大厅4号窗口',
      phone: '0777-2020077',
      capabilities: ['handOut'],
    },
  ],
  courses: [
    {
      course: '2014-xxaq',
      year: 2014,
      name: '信息技术与信息安全',
      from: '2014-05-05',
      to: '2014-10-31',
      studyHours: 6,
      examHours: 3,
      cardFen: 5000,
      cardApproval: approval,
      textbooks: [
        {
          textbook: '2014-xxaq-book',
          title: '信息技术与信息安全知识读本',
          publisher: '广西科学技术出版社',
          fen: 1500,
          approval: bookRule,
        },
      ],
    },
    {
      course: '2013-dtjj',
      year: 2013,
      name: '低碳经济',
      // The notice names the 2013 course without its dates; the calendar year is what it calls 2013年.
      from: '2013-01-01',
      to: '2013-12-31',
      studyHours: 6,
      examHours: 3,
      cardFen: 5000,
      cardApproval: approval,
      textbooks: [],
    },
  ],
  // The notice leaves these to the city; the figures are those of like offices (five days, at once from 1,000 yuan on).
  policies: {
    overShortLimitFen: 2_000,
    bankWithinDays: 5,
    bankSameDayFromFen: 100_000,
    postWithinDays: 1,
  },
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
