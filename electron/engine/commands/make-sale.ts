import { areasOf } from '../../../contract/domain/areas.ts';
import { type CardRange, countCards, mergeRanges, rangeCount } from '../../../contract/domain/card-range.ts';
import { employerKey, normaliseEmployerName } from '../../../contract/domain/employer-name.ts';
import type { EmployerState } from '../../../contract/domain/folds/employer.ts';
import type { CourseState } from '../../../contract/domain/folds/settings.ts';
import { fen, timesFen } from '../../../contract/domain/money.ts';
import type { Payload } from '../../../contract/events/catalogue.ts';
import { statement } from '../database/statement.ts';
import { refuseHeldCards } from '../held/held-sales.ts';
import { tillOf } from '../journal/identity.ts';
import { refuse } from '../problem.ts';
import { sellableIn } from '../queries/card-stock.ts';
import { obstaclesIn } from '../queries/card-story.ts';
import { courseOf, isOpen, points, stateOf } from '../queries/state.ts';
import { requireSound } from '../range-words.ts';
import type { Command, Writer } from './command.ts';
import { nextDocument } from './documents.ts';

type Made = Payload<'sale.made'>;

export interface MakeSale {
  readonly buyer:
    | { readonly kind: 'employer'; readonly employer: string }
    | {
        readonly kind: 'newEmployer';
        readonly name: string;
        readonly area: string;
        readonly contact: string;
        readonly phone: string;
      }
    | { readonly kind: 'person'; readonly area: string };
  readonly course: string;
  readonly cards: readonly CardRange[];
  readonly method: Made['payments'][number]['method'];
  readonly reference: string;
}

/** Above this one sale's fold would take an engine turn of more than 50 ms. */
const MOST_CARDS = 2_000;

/**
 * 销售出库. The price is the published one of the course, never an input (notice 五, 六). Refused: cards not in this
 * till, sold, of another course, or outside the course's dates; each with its story.
 */
export const makeSale: Command<MakeSale> = {
  does: 'sale.made',
  run(write, input) {
    const course = sellableCourse(write, input.course);
    const typed = requireSound(input.cards);
    const ranges = mergeRanges(typed);
    refuseUnsellable(write, typed, ranges, input.course);
    refuseHeldCards(write.db, ranges);
    const cardsFen = timesFen(fen(course.said.cardFen), countCards(ranges));
    const reference = input.reference.trim();
    if (input.method === 'transfer' && reference === '') {
      throw refuse('REFERENCE', '转账收款没有填写流水号，这笔还没有收款。', '请填写银行回单上的流水号。');
    }
    const buyer = buyerOf(write, input.buyer);
    const sale = write.journal.nextId();
    const document = nextDocument(write);
    write.append({
      type: 'sale.made',
      payload: {
        sale,
        document,
        holder: till(write),
        buyer,
        cards: ranges.map((range) => ({
          course: input.course,
          ...range,
          count: rangeCount(range),
          fen: course.said.cardFen,
          priceEvent: course.event,
        })),
        books: [],
        cardsFen,
        booksFen: 0,
        payments: [{ stream: 'cards', method: input.method, fen: cardsFen, reference, tendered: null }],
        receipts: [],
      },
      entities: [
        { kind: 'sale', id: sale },
        { kind: 'document', id: document },
        ...ranges.map(({ first, last }) => ({ kind: 'card' as const, first, last })),
      ],
    });
  },
};

function till({ journal }: Writer): string {
  return tillOf(journal.identity);
}

function sellableCourse({ db, businessDay }: Writer, id: string): CourseState {
  const course = courseOf(db, id);
  if (course === null) throw refuse('COURSE', '没有这个科目。', '请重新选择科目。');
  if (!isOpen(course, businessDay)) {
    const { name, from, to } = course.said;
    throw refuse(
      'CLOSED',
      `“${name}”的继续教育时间是 ${from} 至 ${to}，业务日期 ${businessDay} 不能售卡。`,
      '请核对业务日期，或选择其他科目。',
    );
  }
  return course;
}

function refuseUnsellable(
  write: Writer,
  typed: readonly CardRange[],
  ranges: readonly CardRange[],
  course: string,
): void {
  if (countCards(typed) > MOST_CARDS) {
    throw refuse('TOO_MANY', `一笔最多售 ${MOST_CARDS} 张卡。`, '请分成几笔收款。');
  }
  if (countCards(typed) !== countCards(ranges)) {
    throw refuse('TWICE', '同一张卡在这笔业务里出现了两次。', '请去掉重复的卡号。');
  }
  for (const range of ranges) {
    if (sellableIn(write.db, range, till(write), course) === rangeCount(range)) continue;
    const stories = obstaclesIn(write.db, range, till(write), course);
    throw refuse('CARD', `有的卡不能售出：${stories.join('；')}。`, '请换卡，或改正号段后再收款。');
  }
}

function buyerOf(write: Writer, buyer: MakeSale['buyer']): Made['buyer'] {
  if (buyer.kind !== 'employer') refuseUnknownArea(write, buyer.area);
  if (buyer.kind === 'person') return { ...buyer, outside: null };
  if (buyer.kind === 'newEmployer') return newEmployer(write, buyer);
  const known = stateOf<EmployerState>(write.db, 'employer', buyer.employer);
  if (known === null) throw refuse('EMPLOYER', '没有找到这个购卡单位。', '请重新选择单位。');
  return { kind: 'employer', employer: buyer.employer, name: known.name, area: known.area, outside: null };
}

function refuseUnknownArea({ db }: Writer, area: string): void {
  if (!areasOf(points(db)).includes(area)) throw refuse('AREA', '没有这个区域。', '请重新选择所属区域。');
}

/** The same name is the unit already known. One that only looks like it (brackets, width) is for a person to decide. */
function newEmployer(
  write: Writer,
  buyer: Extract<MakeSale['buyer'], { kind: 'newEmployer' }>,
): Made['buyer'] {
  const { name } = normaliseEmployerName(buyer.name);
  if (name === '') throw refuse('EMPLOYER', '没有填写购卡单位名称。', '请填写单位全称。');
  const alike = employersLike(write.db, employerKey(name));
  const known = alike.find((one) => one.name === name);
  if (known !== undefined) return buyerOf(write, { kind: 'employer', employer: known.id });
  const [near] = alike;
  if (near !== undefined) {
    throw refuse(
      'EMPLOYER_KNOWN',
      `已登记的“${near.name}”与“${name}”很像，没有登记第二个单位。`,
      '同一单位请从列表里选它；确是两个单位的，请把全称写得能区分。',
    );
  }
  const employer = write.journal.nextId();
  write.appendBeside({
    type: 'employer.registered',
    payload: { employer, name, area: buyer.area },
    personal: { contact: buyer.contact.trim(), phone: buyer.phone.trim() },
    entities: [{ kind: 'employer', id: employer }],
  });
  return { kind: 'employer', employer, name, area: buyer.area, outside: null };
}

function employersLike(
  db: Writer['db'],
  key: string,
): readonly { readonly id: string; readonly name: string }[] {
  const sql = "SELECT id, state ->> '$.name' AS name FROM employer WHERE key = ? ORDER BY id";
  return statement(db, sql).all(key) as { id: string; name: string }[];
}
