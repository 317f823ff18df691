import type { CalendarDay } from '../../../contract/domain/calendar.ts';
import { type CardRange, mergeRanges, subtractAll } from '../../../contract/domain/card-range.ts';
import { paperMark } from '../../../contract/domain/document-number.ts';
import type { DocumentState } from '../../../contract/domain/folds/document.ts';
import type { TransferState } from '../../../contract/domain/folds/transfer.ts';
import { addFen } from '../../../contract/domain/money.ts';
import type { MoveSlip } from '../../../contract/domain/move-slip.ts';
import type { SlipBookLine, SlipCardLine } from '../../../contract/domain/slip-lines.ts';
import type { Db } from '../database/open.ts';
import { bookLineOf, cardLinesOf } from './goods-lines.ts';
import { placeOnPaper } from './places.ts';
import { type Printing, printedBy } from './printing.ts';
import { pointOnPaper } from './slip.ts';
import { cityOf, nameOf, stateOf } from './state.ts';

type Ranges = readonly { readonly first: string; readonly last: string }[];
type Goods = { readonly cards: readonly SlipCardLine[]; readonly books: readonly SlipBookLine[] };

/**
 * Everything the next print of a 领用单 or 签收单 says, from tables alone; null where its dispatch has not arrived. in: the
 * transfer and the number of the paper, since a move may be accepted in several goes with a paper each.
 */
export function moveSlip(db: Db, id: string, now: Printing, number: string): MoveSlip | null {
  const transfer = stateOf<TransferState>(db, 'transfer', id);
  const paper = stateOf<DocumentState>(db, 'document', number);
  if (transfer === null || transfer.sent === null || paper === null || paper.about === null) return null;
  const step = number === transfer.document ? sentStep(db, transfer) : acceptedStep(db, transfer, number);
  const lines = [...step.cards, ...step.books];
  return {
    ...step,
    number,
    mark: paperMark(paper.claims[0]?.hash ?? ''),
    practice: cityOf(db).said.practice,
    point: pointOnPaper(db, number),
    businessDay: paper.businessDay as CalendarDay,
    from: placeOnPaper(db, transfer.from),
    to: placeOnPaper(db, step.holder),
    totalFen: addFen(...lines.map(({ amountFen }) => amountFen)),
    sender: nameOf(db, transfer.sent.by),
    receiver: step.step === 'sent' ? '' : nameOf(db, paper.about.by),
    ...printedBy(db, now),
    // The first print is the original; what comes after it says 补打.
    reprint: paper.prints,
  };
}

type Step = Pick<MoveSlip, 'step' | 'others' | 'short'> & Goods & { readonly holder: string };

function sentStep(db: Db, transfer: TransferState): Step {
  const { destination: holder, cards, books, acceptedCards, acceptedBooks } = transfer;
  const others = [...acceptedCards, ...acceptedBooks].map(({ document }) => document);
  return {
    ...{ step: 'sent', holder, others: [...new Set(others)].toSorted(), short: { cards: [], books: [] } },
    cards: byCourse(
      db,
      transfer,
      cards.flatMap(({ ranges }) => ranges),
    ),
    books: books.map(({ textbook, quantity }) => bookLineOf(db, textbook, quantity)),
  };
}

function acceptedStep(db: Db, transfer: TransferState, number: string): Step {
  const cards = transfer.acceptedCards.filter(({ document }) => document === number);
  const books = transfer.acceptedBooks.filter(({ document }) => document === number);
  const holder = [...cards, ...books][0]?.holder ?? transfer.destination;
  const bookLines = (of: 'quantity' | 'short') =>
    books.flatMap((one) => (one[of] === 0 ? [] : [bookLineOf(db, one.textbook, one[of])]));
  return {
    step: holder === transfer.from ? 'takenBack' : 'accepted',
    others: [transfer.document],
    holder,
    cards: byCourse(
      db,
      transfer,
      cards.flatMap(({ ranges }) => ranges),
    ),
    books: bookLines('quantity'),
    short: {
      cards: byCourse(
        db,
        transfer,
        cards.flatMap(({ short }) => short),
      ),
      books: bookLines('short'),
    },
  };
}

/** An acceptance names cards alone; of which course they are was said when they were sent. */
function byCourse(db: Db, { cards }: TransferState, ranges: Ranges): readonly SlipCardLine[] {
  const wanted = ranges as readonly CardRange[];
  const courses = Map.groupBy(cards, ({ course }) => course);
  return [...courses].flatMap(([course, sent]) => {
    const own = sent.flatMap((fact) => fact.ranges as CardRange[]);
    const others = subtractAll(wanted, own);
    return cardLinesOf(db, course, mergeRanges(subtractAll(wanted, others)));
  });
}
