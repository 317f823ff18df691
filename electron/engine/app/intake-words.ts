import { formatRange } from '../../../contract/domain/card-range.ts';
import { type IntakeProblem, MOST_CARDS_AN_INTAKE } from '../../../contract/domain/intake-lines.ts';
import { assertNever } from '../../../contract/domain/result.ts';

/** Why a typed line can't be taken in, with what to do. */
export function intakeWords(problem: IntakeProblem): string {
  switch (problem.kind) {
    case 'start':
      return '起号不是卡号，请照卡面填写完整的号。';
    case 'end':
      return '止号不是卡号，请照卡面填写完整的号。';
    case 'count':
      return '张数不对，请填写整数。';
    case 'incomplete':
      return '还缺一项：起号、止号、张数填两项，第三项自动算出。';
    case 'width':
      return '起号和止号位数不一样，请照卡面核对。';
    case 'prefix':
      return '起号和止号开头的字母不一样，请照卡面核对。';
    case 'reversed':
      return '止号比起号小，请照卡面核对。';
    case 'too-many':
      return '张数太多，请核对号码。';
    case 'overflow':
      return '按张数算出的号超出了卡号的位数，请核对张数。';
    case 'count-mismatch':
      return `张数与号段不符：按起止号是 ${problem.counted} 张，请清点实物。`;
    case 'overlap':
      return `${formatRange(problem.shared)} 与第 ${problem.line} 行重复，请去掉一处。`;
    case 'over-limit':
      return `加上这一行共 ${problem.sum} 张，一次最多入库 ${MOST_CARDS_AN_INTAKE} 张，请分成几次。`;
    default:
      return assertNever(problem);
  }
}
