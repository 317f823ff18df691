import type { CalendarDay } from './calendar.ts';
import type { CourseState } from './folds/settings.ts';
import type { Fen } from './money.ts';
import { bookRule, feeRule, type NoticeFact } from './notice.ts';

/**
 * What hangs at the counter: a collected fee shows its item, standard, object and approval (亮证收费), and goods their
 * price (明码标价); domain.md §3.
 */
export type PriceNotice = {
  readonly practice: boolean;
  readonly point: { readonly name: string; readonly address: string; readonly phone: string | null };
  readonly fees: readonly FeeLine[];
  readonly feeRule: string;
  readonly books: readonly BookLine[];
  readonly bookRule: string;
  readonly contacts: readonly NoticeFact[];
  readonly day: CalendarDay;
  /** `YYYY-MM-DD HH:MM`, the only time in the file. */
  readonly printedAt: string;
};

export type FeeLine = {
  readonly item: string;
  readonly price: string;
  readonly object: string;
  readonly purpose: string;
  readonly approval: string;
};

export type BookLine = { readonly title: string; readonly publisher: string; readonly price: string };

/** `50元`, `12.50元`: as prices are written on boards. */
export function yuanOnBoard(price: Fen): string {
  return price % 100 === 0 ? `${price / 100}元` : `${(price / 100).toFixed(2)}元`;
}

/** The courses that can still be bought for, in the words of the board. in: the business day. */
export function priceLines(courses: readonly CourseState[], day: string) {
  const current = courses.filter(({ said }) => said.to >= day);
  return { fees: current.map(feeLine), feeRule, books: current.flatMap(bookLines), bookRule };
}

function feeLine({ said }: CourseState): FeeLine {
  const { year, name, studyHours, examHours } = said;
  return {
    item: `${year}年度专业技术人员继续教育公需科目考试费：${name}（激活卡）`,
    price: `${yuanOnBoard(said.cardFen as Fen)}/人·科`,
    object: '全市各类专业技术人员',
    purpose: `凭激活卡开通网络培训（${studyHours}学时）和网络考试（${examHours}学时；正考1次，补考1次）`,
    approval: said.cardApproval,
  };
}

function bookLines({ said }: CourseState): readonly BookLine[] {
  return said.textbooks.map(({ title, publisher, fen }) => ({
    title: `《${title}》`,
    publisher,
    price: `${yuanOnBoard(fen as Fen)}/本`,
  }));
}
