import { ask, engine } from '../../engine.ts';
import type { Printable } from '../slip/use-print.ts';

/** A return's 退卡确认单, by its number. */
export function useReturnPrintable(document: string): Printable {
  return {
    record: (request) => engine.returns.recordPrint({ request, document }),
    listed: [ask.returns.key(), ask.posting.key(), ask.papers.key()],
  };
}
