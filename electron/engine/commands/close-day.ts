import type { CalendarDay } from '../../../contract/domain/calendar.ts';
import { dayAfterClosing } from '../../../contract/domain/closing.ts';
import type { DayCloseState } from '../../../contract/domain/folds/closing.ts';
import type { DayFigures } from '../closing/day-figures.ts';
import { type Steady, stillMoving } from '../closing/steady.ts';
import { releaseHeld } from '../held/held-sales.ts';
import { headPositions } from '../journal/heads.ts';
import { refuse } from '../problem.ts';
import { papersOn, unclosedDays } from '../queries/closed-days.ts';
import { mattersNow } from '../queries/open-matters.ts';
import { handOversOn, lastHandOver } from '../queries/shifts.ts';
import { cityOf, stateOf } from '../queries/state.ts';
import type { Command, Writer } from './command.ts';
import { documentAfter, nextDocument } from './documents.ts';

export interface CloseDay {
  readonly day: string;
  /** The wall's day, for the business day that begins. */
  readonly wall: string;
  /** Null where the request was carried out before. */
  readonly figures: Steady<DayFigures> | null;
}

/**
 * 日结 of this PC's earliest business day that is not closed, with its figures and with what the journal held. Where it is
 * the day at work the next one begins in the same moment, so that selling never stops; nothing is written into a closed
 * day ever after.
 */
export const closeDay: Command<CloseDay> = {
  does: 'day.closed',
  asks: ({ day }) => day,
  run(write, { day, wall, figures }) {
    refuseDay(write, day);
    if (figures === null || figures.heads !== write.journal.heads()) throw stillMoving();
    refuseUnlessHandedOver(write, figures.read);
    const { db, journal, businessDay } = write;
    const { device } = journal.identity;
    const next =
      day === businessDay
        ? dayAfterClosing(day as CalendarDay, wall as CalendarDay, cityOf(db).said.practice)
        : businessDay;
    const document = nextDocument(write);
    const { sums, receipts, cards, gaps, late } = figures.read;
    const papers = papersOn(db, journal.identity, day);
    write.append({
      type: 'day.closed',
      payload: {
        ...{ device, day, document },
        figures: {
          ...sums,
          receipts: [...receipts],
          documents: { ...papers, next: documentAfter(document, next) },
        },
        cards: [...cards],
        gaps: [...gaps],
        late: [...late],
        shifts: handOversOn(db, device, day).flatMap(({ state: { closed } }) =>
          closed === null ? [] : [{ document: closed.document, differenceFen: closed.differenceFen }],
        ),
        matters: mattersNow(db, journal.identity, businessDay as CalendarDay),
        heads: headPositions(journal.heads()),
      },
      entities: [
        { kind: 'day-close', id: `${device}/${day}` },
        { kind: 'document', id: document },
      ],
    });
    if (next !== businessDay) beginDay(write, next);
  },
};

function beginDay(write: Writer, day: string): void {
  const { device } = write.journal.identity;
  write.appendBeside({
    type: 'day.opened',
    payload: { device, day },
    entities: [{ kind: 'device', id: device }],
  });
  releaseHeld(write.db, day);
}

/** Days are closed in order, each once. */
function refuseDay({ db, journal: { identity }, businessDay }: Writer, day: string): void {
  const { device, workplace, pc } = identity;
  if (stateOf<DayCloseState>(db, 'day_close', `${device}/${day}`)?.closed != null) {
    throw refuse('DAY_CLOSED', `${day} 已经日结，没有再结一次。`, '日结单可在“以往结账”里查看和补打。');
  }
  const [earliest] = unclosedDays(db, device, `${workplace}${pc}`, businessDay);
  if (earliest === undefined) {
    throw refuse('NOTHING', '没有需要日结的营业日。', '有业务的日子才需要日结，今天可以照常营业。');
  }
  if (earliest !== day) {
    throw refuse('DAY_ORDER', `${earliest} 还没有日结，不能先结 ${day}。`, `请先日结 ${earliest}。`);
  }
}

/** Every drawer of that day was counted: what it took in lies before the last hand-over. */
function refuseUnlessHandedOver({ db, journal }: Writer, { day, dealings }: DayFigures): void {
  const counted = lastHandOver(db, journal.identity.device)?.state.to ?? 0;
  const open = dealings.filter(({ lamport }) => lamport > counted).length;
  if (open === 0) return;
  throw refuse(
    'HAND_OVER',
    `${day} 有 ${open} 笔收款或退款还没有交班清点，没有日结。`,
    '请先清点现金、交班。',
  );
}
