import type { CalendarDay } from '../../../contract/domain/calendar.ts';
import {
  differenceInWords,
  differenceOf,
  expectedInDrawer,
  isAboveLimit,
  reasonWithCounts,
} from '../../../contract/domain/closing.ts';
import { fen, formatYuan } from '../../../contract/domain/money.ts';
import { drawerTimeOf, type ShiftTakings } from '../closing/shift-takings.ts';
import { type Steady, stillMoving } from '../closing/steady.ts';
import { countsOf, type DrawerCount, forgetCounts } from '../held/drawer-counts.ts';
import { tillOf } from '../journal/identity.ts';
import { refuse } from '../problem.ts';
import { mattersNow } from '../queries/open-matters.ts';
import { personOf, policiesOf } from '../queries/state.ts';
import type { Command, Writer } from './command.ts';
import { documentAfter, nextDocument } from './documents.ts';
import { exceptionally } from './exceptional.ts';

export interface CloseShift {
  /** What stays in the drawer for the next shift, in fen. */
  readonly leftFen: number;
  readonly reason: string;
  /** Null where the request was carried out before. */
  readonly takings: Steady<ShiftTakings> | null;
}

/**
 * 交班: the last count that was handed in against what the drawer should hold. A difference needs a reason; above the
 * city's limit a supervisor approves, else whoever takes over. The count itself can't be changed here.
 */
export const closeShift: Command<CloseShift> = {
  does: 'shift.closed',
  asks: ({ leftFen, reason }) => ({ leftFen, reason }),
  run(write, { leftFen, reason, takings }) {
    if (takings === null || takings.heads !== write.journal.heads()) throw stillMoving();
    const { open, last, dealings, sums, receipts } = takings.read;
    if (open === null && dealings.length === 0) throw nothingToHandOver();
    const counts = countsOf(write.db, drawerTimeOf({ open, last }));
    const counted = lastCount(counts, takings.read);
    const floatFen = open?.state.opened?.floatFen ?? 0;
    const expectedFen = expectedInDrawer(floatFen, sums.money);
    const differenceFen = differenceOf(counted.countedFen, expectedFen);
    judge(write, { counted, differenceFen, leftFen, reason: reason.trim() });
    const shift = open?.id ?? write.journal.nextId();
    const document = nextDocument(write);
    const earlier = counts
      .slice(0, -1)
      .map((one) => ({ ...one, differenceFen: one.countedFen - one.expectedFen }));
    const papers = dealings.toSorted((a, b) => a.lamport - b.lamport).map((one) => one.document);
    write.append({
      type: 'shift.closed',
      payload: {
        shift,
        document,
        holder: tillOf(write.journal.identity),
        floatFen,
        count: counted.count,
        countedFen: counted.countedFen,
        expectedFen,
        differenceFen,
        reason: reasonWithCounts(reason.trim(), earlier).slice(0, 200),
        leftFen,
        figures: {
          ...sums,
          receipts: [...receipts],
          documents: {
            first: papers[0] ?? null,
            last: papers.at(-1) ?? null,
            next: documentAfter(document, write.businessDay),
          },
        },
        matters: mattersNow(write.db, write.journal.identity, write.businessDay as CalendarDay),
      },
      entities: [
        { kind: 'shift', id: shift },
        { kind: 'document', id: document },
        ...(differenceFen === 0 && earlier.length === 0 ? [] : [exceptionally(write)]),
      ],
    });
    forgetCounts(write.db);
  },
};

export function nothingToHandOver() {
  return refuse('NO_SHIFT', '还没有开班，也没有收款，没有可交的班。', '请先开班。');
}

/** Money that moved after the count is not in it, so the drawer must be counted once more. */
function lastCount(counts: readonly DrawerCount[], { dealings }: ShiftTakings): DrawerCount {
  const counted = counts.at(-1);
  if (counted === undefined) {
    throw refuse('NOT_COUNTED', '还没有清点现金，没有交班。', '请先清点钱柜，填写各面额的张数。');
  }
  if (dealings.some(({ lamport }) => lamport > counted.lamport)) {
    throw refuse('COUNT_STALE', '清点以后又有收款或退款，没有交班。', '请重新清点钱柜。');
  }
  return counted;
}

interface Judged {
  readonly counted: DrawerCount;
  readonly differenceFen: number;
  readonly leftFen: number;
  readonly reason: string;
}

function judge({ db, approver }: Writer, { counted, differenceFen, leftFen, reason }: Judged): void {
  if (leftFen > counted.countedFen) {
    const sum = formatYuan(fen(counted.countedFen));
    throw refuse('LEFT', `留存多于清点出的 ${sum}，没有交班。`, '请改正留给下一班的金额。');
  }
  if (differenceFen !== 0 && reason === '') {
    throw refuse('REASON', `${differenceInWords(differenceFen)}，没有填写原因。`, '请填写长短款原因。');
  }
  const limitFen = policiesOf(db)?.overShortLimitFen ?? null;
  if (!isAboveLimit(differenceFen, limitFen)) return;
  const roles = approver === undefined ? [] : (personOf(db, approver)?.said?.roles ?? []);
  if (!roles.includes('supervisor')) {
    throw refuse(
      'APPROVAL_PERSON',
      `${differenceInWords(differenceFen)}，超过规定的 ${formatYuan(fen(limitFen ?? 0))}，接班人不能确认。`,
      '请主管到场核对，由主管输入密码。',
    );
  }
}
