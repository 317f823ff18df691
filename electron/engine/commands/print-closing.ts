import type { SheetKind } from '../../../contract/app/closing.ts';
import { refuse } from '../problem.ts';
import { closedRow } from '../queries/closings.ts';
import type { Command } from './command.ts';
import { countPrint } from './print-paper.ts';

/** 打印 / 补打 of a 交班单 or 日结单: counted before the printer is asked; from the second on an exception. */
export const printClosing: Command<{ readonly kind: SheetKind; readonly id: string }> = {
  does: 'slip.printed',
  run(write, { kind, id }) {
    const row = closedRow(write.db, kind, id);
    if (row === null) throw noClosing();
    countPrint(write, row.document);
  },
};

export function noClosing() {
  return refuse('CLOSING', '没有找到这张结账单。', '请在“以往结账”里重新选择。');
}
