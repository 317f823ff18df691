import { timeInShanghai } from '../../../contract/domain/calendar.ts';
import { exceptionKindOf } from '../../../contract/domain/exception-kinds.ts';
import type { ExceptionState } from '../../../contract/domain/folds/exception.ts';
import type { Db } from '../database/open.ts';
import { nameOf } from './state.ts';

type Said = ExceptionState['said'];

function text(said: Said, name: string): string {
  const value = said[name];
  return typeof value === 'string' ? value : '';
}

/** `reason（remark）`, as far as they were said. */
function why(said: Said): string {
  const [reason, remark] = [text(said, 'reason'), text(said, 'remark')];
  if (reason === '' || remark === '') return reason || remark;
  return `${reason}（${remark}）`;
}

/** Codes of refusals (people/notes.ts) for people. */
const denials: Readonly<Record<string, string>> = {
  ROLE: '岗位不符',
  APPROVAL: '没有人批准',
  APPROVAL_PERSON: '批准人不符',
  APPROVAL_PIN: '批准密码不对',
  APPROVAL_LOCKED: '批准人已锁定',
};

const outcomes: Readonly<Record<string, string>> = {
  restocked: '重新上架',
  voided: '作废',
  givenBack: '退还购卡人',
};

/** What happened, as the page says it beside the kind. */
export function whatHappened(db: Db, exception: ExceptionState): string {
  const { said, by } = exception;
  const person = nameOf(db, text(said, 'person'));
  switch (exceptionKindOf(exception)) {
    case '区域外':
      return `购卡人不属本点区域：${text(said, 'outside')}`;
    case '补录':
      return `补录应急单 ${numberOf(said['paper'])}`;
    case '补打':
      return '同一张单据再次打印';
    case '迟登记':
      return `平台登记超过期限，平台单号 ${text(said, 'slip')}，共 ${listOf(said, 'documents').length} 张`;
    case '长短款':
      return withWhy(Number(said['differenceFen']) > 0 ? '长款' : '短款', said);
    case '票据作废':
      return withWhy(listOf(said, 'numbers').join('、'), said);
    case '锁定':
      return `${person}的密码连续输错，账号锁定`;
    case '越权':
      return `没有办成：${denials[text(said, 'code')] ?? '被拒绝'}（${text(said, 'procedure')}）`;
    case '密码重设':
      return text(said, 'person') === by ? '本人换了密码' : `重设了${person}的密码`;
    case '时钟':
      return `电脑时间${said['kind'] === 'back' ? '倒退' : '跳前'}：${timeOf(said, 'seen')} → ${timeOf(said, 'shown')}，经办人已确认`;
    case '退付审核':
      return withWhy(said['decision'] === 'approved' ? '同意退付' : '不同意退付', said);
    case '待核处理':
      return withWhy(outcomes[text(said, 'outcome')] ?? '', said);
    default:
      return why(said);
  }
}

function withWhy(what: string, said: Said): string {
  return [what, why(said)].filter((part) => part !== '').join('：');
}

function listOf(said: Said, name: string): readonly unknown[] {
  const value = said[name];
  return Array.isArray(value) ? value : [];
}

function numberOf(paper: unknown): string {
  return typeof paper === 'object' && paper !== null && 'number' in paper ? String(paper.number) : '';
}

function timeOf(said: Said, name: string): string {
  return timeInShanghai(Number(said[name]));
}
