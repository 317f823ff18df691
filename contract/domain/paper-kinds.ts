/**
 * What numbered papers are called, by the event that made them (domain.md §2.1, §3, §7). A paper of an event that isn't
 * named here, from a newer program, is a plain 单据.
 */
const names: Readonly<Record<string, string>> = {
  'sale.made': '出库单',
  'sale.reversed': '冲销单',
  'cards.received': '入库单',
  'textbooks.received': '入库单',
  'cards.dispatched': '领用单',
  'textbooks.dispatched': '领用单',
  'cards.accepted': '签收单',
  'textbooks.accepted': '签收单',
  'goods.returned': '退卡确认单',
  'shift.closed': '交班单',
  'day.closed': '日结单',
  'day.reported': '日结汇总',
  'money.remitted': '缴款单',
  'emergency.allocated': '应急单',
};

export function paperNameOf(type: string): string {
  return names[type] ?? '单据';
}

/** Each name once, in the order of the counter's day. */
export const paperNames: readonly string[] = [...new Set(Object.values(names))];

/** Types of events whose papers bear this name. */
export function typesOfPaper(name: string): readonly string[] {
  return Object.keys(names).filter((type) => names[type] === name);
}
