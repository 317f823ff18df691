import { areasOf } from '../../../contract/domain/areas.ts';
import { foldWidth, parseCardNumber, removeBlanks } from '../../../contract/domain/card-number.ts';
import { makeDocumentNumber, parseDocumentNumber } from '../../../contract/domain/document-number.ts';
import { employerKey } from '../../../contract/domain/employer-name.ts';
import type { DocumentState } from '../../../contract/domain/folds/document.ts';
import type { Db } from '../database/open.ts';
import { statement } from '../database/statement.ts';
import type { Journal } from '../journal/journal.ts';
import { refuse } from '../problem.ts';
import { people, points, stateOf } from './state.ts';

/** One way from what was typed to sales; `key` is a text, or a JSON list of ids. */
export interface SalesPath {
  readonly kind: 'all' | 'tail' | 'clerks' | 'walkIns' | 'employer' | 'sales';
  readonly key: string;
}

/** More units than this with one piece of a name are no answer to anything. */
const MOST_EMPLOYERS = 200;

/** `00017`, or with its day `20140520-00017`. */
const LAST_DIGITS = /^([0-9]{1,8}-)?[0-9]{1,9}$/;
const DIGITS_ALONE = /^[0-9-]+$/;

/** Everything one text of the search box may mean; whatever any of it finds belongs to the answer. */
export function salesPaths(db: Db, journal: Journal, text: string): readonly SalesPath[] {
  const typed = foldWidth(removeBlanks(text))
    .toUpperCase()
    .replace(/[－–—]/g, '-');
  if (typed === '') return [{ kind: 'all', key: '' }];
  const sales = [...saleOfDocument(db, typed), ...salesOfCard(journal, typed)];
  const exact: SalesPath[] = sales.length > 0 ? [{ kind: 'sales', key: JSON.stringify(sales) }] : [];
  const tail: SalesPath[] = LAST_DIGITS.test(typed) ? [{ kind: 'tail', key: typed }] : [];
  const named = DIGITS_ALONE.test(typed)
    ? []
    : [...walkInsNamed(db, typed), ...clerksNamed(db, typed), ...employersNamed(db, text)];
  return [...exact, ...tail, ...named];
}

/** By the number of the sale's slip or of its reversal's. */
function saleOfDocument(db: Db, typed: string): readonly string[] {
  const number = parseDocumentNumber(typed);
  if (!number.ok) return [];
  const document = stateOf<DocumentState>(db, 'document', makeDocumentNumber(number.value));
  return document?.paper == null ? [] : [document.paper.sale];
}

/** Every sale that ever sold the card, reversed ones too: the card's row forgets those, the journal doesn't. */
function salesOfCard(journal: Journal, typed: string): readonly string[] {
  const card = parseCardNumber(typed);
  if (!card.ok) return [];
  const events = journal.lookups.ofCards({ first: card.value, last: card.value });
  const sales = events.flatMap((row) => {
    const { type, payload } = journal.read(row).envelope;
    const { sale } = payload;
    return type.startsWith('sale.') && typeof sale === 'string' ? [sale] : [];
  });
  return [...new Set(sales)];
}

/** 个人（市直） is what the list shows of a walk-in: any piece of it finds them, and no other text looks for them. */
function walkInsNamed(db: Db, typed: string): SalesPath[] {
  const key = typed.replace('（', '(').replace('）', ')');
  const shown = areasOf(points(db)).some((area) => `个人(${area})`.includes(key));
  return shown ? [{ kind: 'walkIns', key }] : [];
}

function clerksNamed(db: Db, typed: string): SalesPath[] {
  const named = people(db).filter(({ said }) => said.name.toUpperCase().includes(typed));
  return named.length === 0
    ? []
    : [{ kind: 'clerks', key: JSON.stringify(named.map(({ said }) => said.person)) }];
}

function employersNamed(db: Db, text: string): SalesPath[] {
  const key = employerKey(text);
  if (key === '') return [];
  const sql = 'SELECT id FROM employer WHERE instr(key, ?) > 0 LIMIT ?';
  const ids = statement(db, sql)
    .pluck()
    .all(key, MOST_EMPLOYERS + 1) as string[];
  if (ids.length > MOST_EMPLOYERS) {
    throw refuse(
      'TOO_WIDE',
      `名称里有“${text.trim()}”的单位超过 ${MOST_EMPLOYERS} 个，没有列出。`,
      '请多输入几个字。',
    );
  }
  return ids.map((id) => ({ kind: 'employer', key: id }));
}
