import {
  assertAddsUp,
  bookRow,
  cardRow,
  headOf,
  inSheets,
  type PaperSheet,
  printedWords,
  type SlipBookLine,
  type SlipCardLine,
  type SlipPaper,
  type SlipRow,
  totalOn,
} from './slip-lines.ts';

/** Which half of a move the paper is of: what was sent, what was accepted of it, or what its sender took back. */
export type MoveStep = 'sent' | 'accepted' | 'takenBack';

/** Everything a 领用单 or 签收单 says, names resolved; money in fen. */
export type MoveSlip = SlipPaper & {
  readonly step: MoveStep;
  readonly from: string;
  readonly to: string;
  /** Papers of the other half: on a 领用单 those that accepted some of it so far, on the others the 领用单. */
  readonly others: readonly string[];
  /** Sent under the 领用单, not counted at this acceptance, and so still under way. */
  readonly short: {
    readonly cards: readonly SlipCardLine[];
    readonly books: readonly SlipBookLine[];
  };
  readonly sender: string;
  /** Empty on a 领用单: signed by hand when the goods are handed over. */
  readonly receiver: string;
};

/** One sheet of paper, text for text. */
export type MoveSheet = PaperSheet & {
  readonly step: string;
  readonly from: string;
  readonly to: string;
  /** Label and numbers of the other half's papers. */
  readonly others: readonly [label: string, numbers: string];
  readonly notes: string;
  /** Label and name, each with a line to sign on. */
  readonly signatures: readonly (readonly [label: string, name: string])[];
};

const steps: Readonly<Record<MoveStep, { readonly paper: string; readonly does: string }>> = {
  sent: { paper: '领用单', does: '发出' },
  accepted: { paper: '签收单', does: '签收' },
  takenBack: { paper: '签收单', does: '收回' },
};

/** 领用单 or 签收单, as the paper is called. */
export function moveName({ step }: Pick<MoveSlip, 'step'>): string {
  return steps[step].paper;
}

/**
 * Lays a move out on sheets of three lines under one number, the sum on the last one. Throws when the figures don't add
 * up: that is a bug, and such a paper must not exist.
 */
export function layOutMoveSlip(slip: MoveSlip): readonly MoveSheet[] {
  assertAddsUp(slip);
  const { step, from, to, others, short } = slip;
  const { paper, does } = steps[step];
  const lines = [
    ...slip.cards.map(cardRow),
    ...slip.books.map(bookRow).map((row) => ({ ...row, remark: '' })),
    ...[...short.cards.map(cardRow), ...short.books.map(bookRow)].map(missing),
  ];
  return inSheets(lines, (rows, page, count) => ({
    ...headOf(slip, paper),
    ...rows,
    step: does,
    from,
    to,
    others: step === 'sent' ? ['签收单号', others.join('、') || '待签收'] : ['领用单号', others.join('、')],
    ...totalOn(slip.totalFen, page, count),
    notes: notesOf(slip),
    signatures: [
      ['发出人：', slip.sender],
      [step === 'takenBack' ? '收回人：' : '签收人：', slip.receiver],
    ],
    printed: printedWords(slip),
  }));
}

/** Not in the sum: it is still in nobody's hands. */
function missing(row: SlipRow): SlipRow {
  return { ...row, price: '', amount: '', remark: '未到' };
}

function notesOf({ short }: MoveSlip): string {
  const none = short.cards.length + short.books.length === 0;
  const rest = none ? '' : '未到的不计入合计，仍在途，由发出人负责。';
  return `本单不是财政票据，只作本销售点内领用、签收的凭证，不收付款项。${rest}`;
}
