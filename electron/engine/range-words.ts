import { type CardRange, type RangeTextProblem, soundRanges } from '../../contract/domain/card-range.ts';
import { type Refusal, refuse } from './problem.ts';

const words: Readonly<Record<RangeTextProblem['kind'], string>> = {
  empty: '没有填写卡号。',
  format: '不是卡号的写法',
  width: '起止卡号位数不同',
  prefix: '起止卡号开头的字母不同',
  reversed: '止号小于起号',
  'too-many': '号段超过一百万张',
  count: '张数写法不对',
  overflow: '号段超出卡号位数',
  overlap: '同一张卡填写了两次',
  'gap-outside': '“缺”的卡号不在号段里',
};

/** What a person typed as card numbers and can't be read, in words that quote it. */
export function wordsFor({ kind, text }: RangeTextProblem): Refusal {
  const happened = kind === 'empty' ? words.empty : `“${text}”：${words[kind]}。`;
  return refuse('RANGE', happened, '请重新扫描或输入卡号，例如 1001-1030 或 1001+30。');
}

/** Ranges as they come from outside, judged again below the page; refuses what is no run of cards. */
export function requireSound(
  ranges: readonly { readonly first: string; readonly last: string }[],
): readonly CardRange[] {
  const sound = soundRanges(ranges);
  if (sound.ok) return sound.value;
  throw refuse('RANGE', `号段不对：${words[sound.error]}。`, '请重新扫描或输入卡号。');
}
