import { copiesIn } from './due.ts';
import { countOf, isEmpty, type SaleForm } from './form.ts';

const LONGEST_NAME = 40;

/** What a list of held sales calls this one: the buyer, and what is in it. */
export function heldTitle(form: SaleForm): string {
  const copies = Object.values(form.books).reduce((sum, text) => sum + (copiesIn(text) ?? 0), 0);
  const goods = [countOf(form) > 0 && `${countOf(form)} 张`, copies > 0 && `教材 ${copies} 本`];
  return [buyerName(form), goods.filter((one) => one !== false).join('、')].join(' ').trim();
}

function buyerName({ buyer, buyerText }: SaleForm): string {
  if (buyer.kind === 'person') return buyer.area === null ? '个人' : `个人（${buyer.area}）`;
  const name = [...buyerText.trim()];
  if (name.length === 0) return '未填单位';
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME).join('')}…` : name.join('');
}

/** Why the form can't be put aside or changed for another now, as a sentence; null when it can. */
export function whyNotMoved(form: SaleForm): string | null {
  if (form.unsure) return '正在收款，或收款结果还不确定';
  return form.checks.length > 0 ? '正在核对卡号' : null;
}

export function whyNotHeld(form: SaleForm): string | null {
  return whyNotMoved(form) ?? (isEmpty(form) ? '本单还是空的' : null);
}
