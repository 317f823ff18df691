import type { CalendarDay } from '../contract/domain/calendar.ts';
import { addFen, CARD_PRICE_FEN, TEXTBOOK_PRICE_FEN, timesFen } from '../contract/domain/money.ts';
import type { SaleSlip } from '../contract/domain/slip.ts';
import type { SlipBookLine, SlipCardLine } from '../contract/domain/slip-lines.ts';

/** A walk-in of the point's own area. */
export const walkIn: SaleSlip['buyer'] = {
  name: '个人（市直）',
  contact: null,
  phone: null,
  department: null,
  area: '市直',
  outside: null,
};

export function cardLine(start: string, end: string, count: number): SlipCardLine {
  const amountFen = timesFen(CARD_PRICE_FEN, count);
  return { course: '2014年度 信息技术与信息安全', start, end, count, unitFen: CARD_PRICE_FEN, amountFen };
}

export function bookLine(quantity: number): SlipBookLine {
  const amountFen = timesFen(TEXTBOOK_PRICE_FEN, quantity);
  return { title: '《信息技术与信息安全知识读本》', quantity, unitFen: TEXTBOOK_PRICE_FEN, amountFen };
}

/** Five ranges of forty cards: two sheets. */
export const fiveRanges = [1, 2, 3, 4, 5].map((n) =>
  cardLine(`00450700000${n}001`, `00450700000${n}040`, 40),
);

/** One card sold to a walk-in, unless told otherwise; the sums follow from the lines. */
export function saleSlip(changes: Partial<SaleSlip> = {}): SaleSlip {
  const { cards = [cardLine('0045070000001001', '0045070000001001', 1)], books = [] } = changes;
  const cardsFen = addFen(...cards.map((line) => line.amountFen));
  const booksFen = addFen(...books.map((line) => line.amountFen));
  return {
    number: 'QZ1A-20140520-00012',
    mark: '7K3M',
    practice: false,
    point: {
      name: '钦州市人力资源和社会保障局',
      address: '市永福西大街51号东泉大厦5楼财务办',
      phone: '0777-5987288',
    },
    businessDay: '2014-05-20' as CalendarDay,
    buyer: walkIn,
    payment: '卡款：现金 ¥50.00',
    invoice: '否',
    cardsReceipt: '票据暂不开',
    booksReceipt: '',
    cards,
    books,
    cardsFen,
    booksFen,
    totalFen: addFen(cardsFen, booksFen),
    clerk: '王小燕',
    printedAt: '2014-05-20 09:31',
    printedBy: '黄经办',
    reprint: 0,
    upload: '待上传',
    approval: '桂价费函〔2012〕809号',
    reversal: null,
    emergency: null,
    ...changes,
  };
}
