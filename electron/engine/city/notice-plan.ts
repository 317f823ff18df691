import type { CityPlan } from './found.ts';

const approval = '桂价费函〔2012〕809号';
const bookRule = '钦人社发〔2014〕173号 第六条';

/** The city of the notice (钦人社发〔2014〕173号 四, 五, 六, 七): places, phones, windows, hours and prices are its words. */
export const noticePlan: Omit<CityPlan, 'practice' | 'foundedOn' | 'people'> = {
  name: '钦州市',
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
};
