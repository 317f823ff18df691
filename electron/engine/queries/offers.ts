import type { Offer } from '../../../contract/app/sales.ts';
import type { CourseState } from '../../../contract/domain/folds/settings.ts';
import type { Db } from '../database/open.ts';
import { type Identity, tillOf } from '../journal/identity.ts';
import { booksInHand } from './book-stock.ts';
import { unsoldCount } from './card-stock.ts';
import { businessDayOf, courses, isOpen } from './state.ts';

/** What can be sold at this till: the courses with their published prices, the newest first, and what lies here of each. */
export function offersNow(db: Db, identity: Pick<Identity, 'device'>): Offer[] {
  const day = businessDayOf(db, identity.device);
  const till = tillOf(identity);
  return courses(db)
    .map((course) => offerOf(db, course, day, till))
    .toSorted((a, b) => (a.course < b.course ? 1 : -1));
}

function offerOf(db: Db, course: CourseState, day: string, till: string): Offer {
  const { course: id, name, from, to, cardFen, cardApproval: approval, textbooks } = course.said;
  return {
    ...{ course: id, name, from, to, open: isOpen(course, day), cardFen, approval },
    inTill: unsoldCount(db, till, id),
    textbooks: textbooks.map((title) => ({ ...title, inTill: booksInHand(db, till, title.textbook) })),
  };
}
