import type { NotDecided, NotPaid, NotSettled } from '../../../contract/domain/returns.ts';
import { type Refusal, refuse } from '../problem.ts';

type Words = readonly [happened: string, todo: string];

const unsettled: Readonly<Record<NotSettled, Words>> = {
  unknown: ['没有找到这张退卡单', '请在退卡记录里重新选择'],
  undecided: ['退付还没有审核，卡的去处定不下来', '请先审核退付'],
  refused: ['退付未获同意，卡仍是购卡人的，不能上架或作废', '请退还购卡人'],
  notRefused: ['只有不予退付的才退还购卡人', '请放回库存，或作废'],
  done: ['这张退卡单没有待核的卡', '不用再办'],
};

const undecidable: Readonly<Record<NotDecided, Words>> = {
  unknown: ['没有找到这张退卡单', '请在退卡记录里重新选择'],
  drawer: ['当日已由钱柜退款，没有退付', '不用审核'],
  decided: ['这笔退付已经审核过', '审核结果可在退卡记录里查看'],
  own: ['这笔退付是您本人经办的，不能由您审核', '请另一位主管审核'],
};

const unpayable: Readonly<Record<NotPaid, Words>> = {
  unknown: ['没有找到这张退卡单', '请在退卡记录里重新选择'],
  drawer: ['当日已由钱柜退款，没有退付', '不用登记'],
  requested: ['这笔退付还没有审核', '请先由另一位主管审核'],
  refused: ['这笔退付未获同意', '请与财政核对是哪一笔'],
  paid: ['这笔退付已经登记过', '凭证号可在退卡记录里查看'],
};

export const notSettled = (why: NotSettled) => refusal('SETTLE', why, unsettled[why]);
export const notDecided = (why: NotDecided) => refusal('DECIDE', why, undecidable[why]);
export const notPaid = (why: NotPaid) => refusal('PAY', why, unpayable[why]);

function refusal(step: string, why: string, [happened, todo]: Words): Refusal {
  return refuse(`${step}_${why.replace(/[A-Z]/g, '_$&').toUpperCase()}`, `${happened}。`, `${todo}。`);
}

/** The same as one sentence each, beside a greyed action. */
export const unsettledInWords = (why: NotSettled) => unsettled[why].join('，');
export const undecidableInWords = (why: NotDecided) => undecidable[why].join('，');
export const unpayableInWords = (why: NotPaid) => unpayable[why].join('，');
