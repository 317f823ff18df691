import type { LogInAnswer } from '../../../contract/app/advice.ts';
import type { CalendarDay } from '../../../contract/domain/calendar.ts';
import { type CardNumber, parseCardNumber } from '../../../contract/domain/card-number.ts';
import { type CardState, type CardStatus, cardStatus } from '../../../contract/domain/folds/card.ts';
import type { SaleState } from '../../../contract/domain/folds/sale.ts';
import type { DeviceState } from '../../../contract/domain/folds/settings.ts';
import { type IdNumber, maskIdNumber, parseIdNumber } from '../../../contract/domain/id-number.ts';
import type { Db } from '../database/open.ts';
import { archiveOf } from './archive.ts';
import { cardOf } from './card-story.ts';
import { courseOf, pointOf, stateOf } from './state.ts';

const HOTLINE = '400-0666-099';

/**
 * 学员不能登录. in: what was typed or scanned, and the business day. A known card comes first: card numbers and ID
 * numbers both have 18 digits, and only one of the two is known here.
 */
export function logInAnswer(db: Db, text: string, day: string): LogInAnswer {
  const card = parseCardNumber(text);
  const state = card.ok ? cardOf(db, card.value) : null;
  if (card.ok && state !== null) return aboutCard(db, card.value, state, day);
  const id = parseIdNumber(text, day as CalendarDay);
  if (id.ok) return aboutPerson(id.value.id);
  if (card.ok) return neverSeen(card.value);
  if (id.error === 'check-digit' || id.error === 'date') return wrongId;
  return {
    ...{ kind: 'unclear', about: '', course: null },
    happened: '这既不是身份证号，也不是卡号。',
    todo: '身份证号 18 位，末位可以是 X；卡号印在激活卡上。请核对后再查。',
  };
}

function aboutPerson(id: IdNumber): LogInAnswer {
  switch (archiveOf(id).kind) {
    case 'unchecked':
      return {
        ...{ kind: 'unchecked', about: maskIdNumber(id), course: null },
        happened: '身份证号写法正确。是否已建档：未能核对（本机还没有学员档案，不能断定有没有）。',
        todo: '请学员先点“找回密码”；提示没有这个用户的，是还没有建档：请学员联系销售点报送个人信息（属二级销售点的报专技科），建档后再登录。参加过《低碳经济》科目的无需再建档。',
      };
  }
}

const wrongId: LogInAnswer = {
  ...{ kind: 'unclear', about: '', course: null },
  happened: '身份证号的校验位或出生日期不对。',
  todo: '请照身份证逐位核对后再查。',
};

/** Eighteen characters that don't begin with 0 may be somebody's number with a slip of the finger: masked like one. */
const LIKE_A_PERSONS = /^[1-9][0-9]{17}$/;

function neverSeen(card: CardNumber): LogInAnswer {
  const likeAPersons = LIKE_A_PERSONS.test(card);
  const also = likeAPersons ? '；如果输入的是身份证号，它的校验位或出生日期不对' : '';
  return {
    ...{ kind: 'neverSeen', about: likeAPersons ? maskIdNumber(card) : card, course: null },
    happened: `本机没有见过这个卡号${also}。`,
    todo: '请逐位核对。卡号无误的，可能是别的销售点售出的卡，请学员到购卡的销售点查询。',
  };
}

const notSold: Readonly<Record<Exclude<CardStatus, 'sold'>, readonly [happened: string, todo: string]>> = {
  stocked: ['这张卡已入库，没有售出的记录。', '请照卡面核对卡号；卡确在学员手上的，请报主管查明来历。'],
  transit: ['这张卡在运送途中，没有签收，也没有售出的记录。', '请照卡面核对卡号；无误的，请报主管查明。'],
  returned: ['这张卡已退回，正待核对，不能使用。', '请报主管查明卡的来历，不要当场换卡。'],
  void: ['这张卡已作废，不能使用。', '请报主管查明卡的来历，不要当场换卡。'],
  unknown: ['这张卡的入库记录还没有传到本机。', '请照卡面核对卡号；无误的，请到购卡的销售点查询。'],
};

function aboutCard(db: Db, card: CardNumber, state: CardState, day: string): LogInAnswer {
  const status = cardStatus(state);
  const course = courseOf(db, state.course)?.said ?? null;
  const about = {
    about: card,
    course: course === null ? null : `${course.name}（${course.from} 至 ${course.to}）`,
  };
  if (status !== 'sold') {
    const [happened, todo] = notSold[status];
    return { kind: 'notSold', ...about, happened, todo };
  }
  const todo = course === null ? `请拨打 ${HOTLINE}。` : nextStep(course, day);
  return { kind: 'sold', ...about, happened: soldWords(db, state), todo };
}

function soldWords(db: Db, { sales }: CardState): string {
  const sale = stateOf<SaleState>(db, 'sale', sales[0] ?? '');
  const twice = sales.length > 1 ? '这张卡登记了不止一次销售，请报主管。' : '';
  if (sale === null || sale.made === null) return `这张卡已售出。${twice}`;
  const place = stateOf<DeviceState>(db, 'device', sale.device)?.enrolled?.point ?? '';
  const point = pointOf(db, place)?.said.name ?? '别的销售点';
  return `这张卡已于 ${sale.businessDay} 由${point}售出（单号 ${sale.made.document}）。${twice}`;
}

function nextStep(course: { readonly from: string; readonly to: string }, day: string): string {
  if (day < course.from) return `课程 ${course.from} 开始，请学员到时再登录激活。`;
  if (day > course.to) return `课程已于 ${course.to} 结束，不能再激活学习。请学员咨询专技科（电话见下）。`;
  return `卡没有问题。请学员按下面的步骤登录、激活，并在 ${course.to} 前学完、考完；激活不了的，核对卡号和刮开的激活码，仍不行拨打 ${HOTLINE}。`;
}
