import type { NumberProblem, RegisterKind, RunProblem } from '../../contract/domain/receipt-register.ts';
import { countOf, runsInWords } from '../../contract/domain/receipt-register.ts';
import type { Numbered } from '../../contract/domain/sale-papers.ts';
import { receiptNames } from '../../contract/domain/sale-receipts.ts';
import { type Refusal, refuse } from './problem.ts';

const LATER = '现在开不出票据的，选“暂不开”，以后再补开。';

/** Why a number can't be used now. in: `story` says what became of a number that left its book. */
export function wordsForNumber(
  kind: RegisterKind,
  number: string,
  problem: NumberProblem,
  story: string,
): Refusal {
  const name = receiptNames[kind];
  const check = '请核对票据上印的号码。';
  switch (problem.kind) {
    case 'format':
      return refuse(
        'RECEIPT_FORMAT',
        `“${number}”不是票据号码。`,
        '票据号码由字母、短横和数字组成，末位是数字，请照票据填写。',
      );
    case 'no-book':
      return refuse(
        'RECEIPT_NO_BOOK',
        `本机没有领入${name}，不能填${name}号码。`,
        `请先按 Shift+F5 领入票据本。${LATER}`,
      );
    case 'outside':
      return refuse(
        'RECEIPT_OUTSIDE',
        `${name} ${number} 不在领入的任何票据本里。`,
        `${check}新的票据本，请先按 Shift+F5 领入。`,
      );
    case 'other-kind': {
      const other = receiptNames[kind === 'fiscal' ? 'invoice' : 'fiscal'];
      return refuse(
        'RECEIPT_OTHER_KIND',
        `${number} 是${other}本里的号码，不能作${name}用。`,
        '卡款开财政票据，书款开发票，请换对应的票据。',
      );
    }
    case 'elsewhere':
      return refuse(
        'RECEIPT_ELSEWHERE',
        `${name} ${number} 所在的票据本不是本机领入的。`,
        '请用本机的票据本，一本票据只在一台电脑上用。',
      );
    case 'gone':
      return refuse('RECEIPT_GONE', `${name} ${number} ${story}，不能再用。`, check);
    case 'skips': {
      const count = problem.runs.reduce((sum, run) => sum + countOf(run), 0);
      return refuse(
        'RECEIPT_SKIPS',
        `${name}该用 ${problem.next}，用 ${number} 会跳过 ${runsInWords(problem.runs)}，共 ${count} 个号。`,
        `${check}确实跳过的，先把跳过的号作废（Shift+F5 票据），再用这个号。`,
      );
    }
  }
}

const runWords: Readonly<Record<RunProblem, string>> = {
  format: '起号或止号不是票据号码：由字母、短横和数字组成，末位是数字',
  width: '起号和止号位数不同',
  prefix: '起号和止号开头的字母不同',
  reversed: '止号小于起号',
  'too-many': '号码太多，一本最多一万号',
};

/** Why a run of receipt numbers is none. */
export function wordsForRun(problem: RunProblem): Refusal {
  return refuse('RECEIPT_RUN', `${runWords[problem]}。`, '请照票据上印的起号、止号填写，0 不能省。');
}

/** `财政票据 0012301` for each. */
export function receiptsInWords(receipts: readonly Numbered[]): string[] {
  return receipts.map(({ kind, number }) => `${receiptNames[kind]} ${number}`);
}
