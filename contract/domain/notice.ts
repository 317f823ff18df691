import type { CourseState, PointState, WorkplaceState } from './folds/settings.ts';
import { fen, formatYuan } from './money.ts';

/** One thing the notice says, under a name people would look for it by. */
export type NoticeFact = { readonly name: string; readonly words: string };

/** A clause of the notice (钦人社发〔2014〕173号) with what it says; its number as printed there. */
export type NoticeSection = {
  readonly clause: string;
  readonly title: string;
  readonly facts: readonly NoticeFact[];
};

/** What the notice takes from the city's settings: places, courses and prices are never written here. */
export type NoticeSettings = {
  readonly points: readonly PointState[];
  readonly workplaces: readonly WorkplaceState[];
  readonly courses: readonly CourseState[];
};

export const NOTICE_NUMBER = '钦人社发〔2014〕173号';

/** Clause 十: what a learner does with a card, in order. */
export const learnerSteps: readonly NoticeFact[] = [
  {
    name: '登录',
    words:
      '登录广西专业技术人员网络培训管理系统（www.guangxi.chinahrt.com），用户名是身份证号。用户名或密码错误的，点击“找回密码”，按系统提示找回。',
  },
  {
    name: '激活',
    words: '点击“我的培训任务”，选择对应的公需科目培训计划，点击“激活”，输入卡号、激活码，验证开通网络课程。',
  },
  { name: '学习', words: '点击“进入学习”进行网上学习；完成所有学习任务后，方能参加网上考试。' },
  {
    name: '考试',
    words: '在“我的首页”的“我的考试”一栏中选择考试科目。考试共有 2 次机会：正考 1 次，补考 1 次。',
  },
  {
    name: '考试前',
    words:
      '确认计算机运行正常、网络通畅。一旦点击进入考试页面就已经开始考试，强行退出的，认定一次考试成绩不合格。',
  },
  {
    name: '考试中断',
    words:
      '异常中断而无法考试的，必须在本次考试时间结束前重新登录继续考试，否则本次考试无成绩并登记为不合格。',
  },
  { name: '考试故障', words: '考试过程中出现异常故障，请拨打客服电话 400-0666-099。' },
];

/** Clause 十（一）2 and 八: why somebody may have no archive, and who makes one. */
export const noArchive: NoticeFact = {
  name: '未建档',
  words:
    '未创建信息档案的不能登录。参加过《低碳经济》科目的学员无需再建档；新学员请联系销售点，报送个人信息（属二级销售点的，发送到市人社局专技科邮箱 qzszgb@126.com）。',
};

/** Clause 三, what follows from a result. */
export const examResult: NoticeFact = {
  name: '成绩',
  words:
    '60 分以上（含 60 分）为合格；不合格的可参加 1 次网络补考；补考仍不合格的，须另行购买激活卡，重新参加网络培训和考试。',
};

/** Clause 五 and 六, as they stand on the price board too. */
export const feeRule =
  '收费标准经自治区物价局和自治区财政厅批准，按每人每科收取，通过销售激活卡的形式实现收费。';
export const bookRule = '全市统一价格，各销售点不得擅自提价或降价。教材采取自愿购买原则。';

/** Clause 十二. The sales point's own number (二) stands in the city's settings. */
const offices: readonly NoticeFact[] = [
  { name: '专技科政策咨询', words: '0777-2817537、2826938' },
  { name: '广西专业技术人员继续教育信息管理平台技术服务咨询', words: '0771-2817188、2818758' },
  { name: '网络培训考试客户服务及技术支持', words: '400-0666-099' },
];

/** 十二 联系电话, with the sales numbers the points have published. */
export function contacts(points: readonly PointState[]): readonly NoticeFact[] {
  const sales = points.flatMap(({ said: { name, phone } }) =>
    phone === null ? [] : [{ name: `${name}激活卡销售咨询`, words: phone }],
  );
  const [policy, ...others] = offices;
  return policy === undefined ? sales : [policy, ...sales, ...others];
}

/** The clauses clerks and learners ask about, in the notice's order. */
export function noticeOf({ points, workplaces, courses }: NoticeSettings): readonly NoticeSection[] {
  return [
    { clause: '三', title: '学时和成绩', facts: [...courses.map(hoursOf), examResult] },
    { clause: '四', title: '激活卡销售点', facts: [...points.map(pointFact), posting] },
    { clause: '五', title: '收费', facts: [...courses.map(feeOf), { name: '收费依据', words: feeRule }] },
    {
      clause: '六',
      title: '推荐教材',
      facts: [...courses.flatMap(booksOf), { name: '教材价格', words: `${bookRule}${alsoBooks}` }],
    },
    {
      clause: '七',
      title: '证书发放',
      facts: [...handouts, ...workplaces.filter(handsOut).map(windowFact), ...lost],
    },
    { clause: '八、十', title: '登录、学习和考试', facts: [noArchive, ...learnerSteps] },
    { clause: '十二', title: '联系电话', facts: contacts(points) },
  ];
}

/** The facts in which every word of the question occurs; blanks and the hyphens of phone numbers don't matter. */
export function searchNotice(sections: readonly NoticeSection[], question: string): readonly NoticeSection[] {
  const words = question.trim().split(/\s+/).map(bare);
  const answers = ({ clause, title }: NoticeSection, { name, words: said }: NoticeFact) => {
    const text = bare(`${clause}${title}${name}${said}`);
    return words.every((word) => text.includes(word));
  };
  return sections
    .map((section) => ({ ...section, facts: section.facts.filter((fact) => answers(section, fact)) }))
    .filter(({ facts }) => facts.length > 0);
}

function bare(text: string): string {
  return text.replace(/[\s-]/g, '').toLowerCase();
}

const posting: NoticeFact = {
  name: '出库处理',
  words:
    '销售激活卡时，必须登录广西专业技术人员继续教育信息管理平台（www.gxce.net）的“激活卡进销存管理系统”，及时做好激活卡出库处理。',
};

const alsoBooks = '各激活卡销售点同时是培训教材的销售点。';

const handouts: readonly NoticeFact[] = [
  {
    name: '县区考生',
    words: '灵山县、浦北县、钦北区、钦南区考生的合格证书由本县区人社局发放，具体办法由县区通知。',
  },
  {
    name: '市直、钦州港区、三娘湾管理区考生',
    words:
      '由政务中心分中心市人社局服务窗口统一发放。原则上由单位的人事部门（办公室）工作人员凭介绍信统一领取。',
  },
];

const lost: readonly NoticeFact[] = [
  {
    name: '证书遗失',
    words:
      '2014 年起，合格证书遗失不再补办，但可开具考试合格证明：持单位人事教育部门出具的有关证明，到广西科技人员培训中心开具。',
  },
];

function pointFact({ said }: PointState): NoticeFact {
  const phone = said.phone === null ? '' : `销售电话：${said.phone}。`;
  return {
    name: `${said.name}（${said.level === 2 ? '二级' : '三级'}销售点）`,
    words: `地址：${said.address}。${phone}主要销售对象：${said.areas.join('、')}的专业技术人员。`,
  };
}

function handsOut({ said }: WorkplaceState): boolean {
  return said.capabilities.includes('handOut');
}

function windowFact({ said }: WorkplaceState): NoticeFact {
  const phone = said.phone === null ? '' : `联系电话：${said.phone}。`;
  return { name: said.name, words: `地址：${said.address}。${phone}` };
}

function hoursOf({ said }: CourseState): NoticeFact {
  const { year, name, from, to, studyHours, examHours } = said;
  return {
    name: `${year} 年 ${name}`,
    words: `继续教育时间 ${from} 至 ${to}；网络培训 ${studyHours} 学时，网络考试 ${examHours} 学时。`,
  };
}

function feeOf({ said }: CourseState): NoticeFact {
  const { year, name, cardFen, cardApproval } = said;
  return { name: `${year} 年 ${name}`, words: `${formatYuan(fen(cardFen))} / 人·科，${cardApproval}。` };
}

function booksOf({ said }: CourseState): readonly NoticeFact[] {
  return said.textbooks.map(({ title, publisher, fen: price, approval }) => ({
    name: `《${title}》`,
    words: `${publisher}，${formatYuan(fen(price))} / 本（${approval}）。`,
  }));
}
