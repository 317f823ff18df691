import { type CalendarDay, hourInShanghai, timeInShanghai } from '../../../contract/domain/calendar.ts';
import { contacts } from '../../../contract/domain/notice.ts';
import { type PriceNotice, priceLines } from '../../../contract/domain/price-notice.ts';
import type { Db } from '../database/open.ts';
import { businessDayOf, cityOf, courses, pointOf, points } from './state.ts';

type Here = { readonly device: string; readonly point: string };

/** The price board of this PC's point, from the city's settings. in: the clock, epoch ms. */
export function priceNotice(db: Db, { device, point }: Here, at: number): PriceNotice {
  const { practice } = cityOf(db).said;
  const day = businessDayOf(db, device);
  const said = pointOf(db, point)?.said;
  return {
    practice,
    point: { name: said?.name ?? '', address: said?.address ?? '', phone: said?.phone ?? null },
    ...priceLines(courses(db), day),
    contacts: contacts(points(db)),
    day: day as CalendarDay,
    printedAt: practice ? `${day} ${hourInShanghai(at)}` : timeInShanghai(at),
  };
}
