import type { EmergencyRegister, EmergencyUse } from '../../../contract/app/emergency.ts';
import { type EmergencyPaper, isInRun, numbersOf } from '../../../contract/domain/emergency.ts';
import type { DocumentState } from '../../../contract/domain/folds/document.ts';
import type { EmergencyBlockState, EmergencySlipState } from '../../../contract/domain/folds/registers.ts';
import type { Db } from '../database/open.ts';
import { type Printing, printedBy } from './printing.ts';
import { pointOnPaper } from './slip.ts';
import { allStates, cityOf, courses, isOpen, nameOf, stateOf } from './state.ts';

export function emergencyBlocks(db: Db): readonly EmergencyBlockState[] {
  return allStates<EmergencyBlockState>(db, 'emergency_block');
}

/** The block a number was given out with; null for one that never was. */
export function blockWith(db: Db, number: string): EmergencyBlockState | null {
  return emergencyBlocks(db).find(({ allocated }) => isInRun(allocated, number)) ?? null;
}

export function emergencySlip(db: Db, number: string): EmergencySlipState | null {
  return stateOf<EmergencySlipState>(db, 'emergency_slip', number);
}

/** 应急单登记: given out = entered + void + open, by counting the numbers' own rows. */
export function emergencyRegister(db: Db): Omit<EmergencyRegister, 'approvers' | 'folder'> {
  const blocks = emergencyBlocks(db).toSorted((a, b) => b.at - a.at);
  const numbers = blocks.flatMap(({ allocated }) => numbersOf(allocated));
  const used = numbers.flatMap((number): EmergencyUse[] => {
    const slip = emergencySlip(db, number);
    return slip === null ? [] : standingOf(number, slip);
  });
  const of = (state: EmergencyUse['state']) => used.filter((one) => one.state === state).length;
  return {
    blocks: blocks.map(({ allocated: { block, first, last, count, document }, day, by }) => ({
      ...{ block, first, last, count, day },
      document: document ?? '',
      by: nameOf(db, by),
      prints: document === null ? 0 : printsOf(db, document),
    })),
    used: used.toSorted((a, b) => (a.number < b.number ? 1 : -1)),
    allocated: numbers.length,
    entered: of('entered'),
    voided: of('voided'),
    open: numbers.length - used.length,
  };
}

/** One that was entered stays entered, also when somebody calls it void elsewhere. */
function standingOf(number: string, { sales, voided }: EmergencySlipState): EmergencyUse[] {
  const [sale] = sales;
  if (sale !== undefined) return [{ number, state: 'entered', words: sale.document, day: sale.day }];
  return voided === null ? [] : [{ number, state: 'voided', words: voided.reason, day: voided.day }];
}

/** The papers a blank slip's number leads to: the sales entered from it, or the block that it was given out with. */
export function papersOfSlip(db: Db, number: string): readonly string[] {
  const sales = emergencySlip(db, number)?.sales ?? [];
  if (sales.length > 0) return sales.map(({ document }) => document);
  return [blockWith(db, number)?.allocated.document ?? null].filter((one) => one !== null);
}

function printsOf(db: Db, document: string): number {
  return stateOf<DocumentState>(db, 'document', document)?.prints ?? 0;
}

/** The paper of a block; null where there is no such block. in: who prints, and what this PC's day and clock say. */
export function emergencyPaper(db: Db, block: string, now: Printing): EmergencyPaper | null {
  const state = stateOf<EmergencyBlockState>(db, 'emergency_block', block);
  if (state === null || state.allocated.document === null) return null;
  const { allocated } = state;
  const { practice } = cityOf(db).said;
  const course = courses(db).find((one) => isOpen(one, now.day))?.said;
  const document = allocated.document ?? '';
  return {
    ...{ numbers: numbersOf(allocated), document, practice },
    point: pointOnPaper(db, document),
    course: course === undefined ? '' : `${course.year}年度 ${course.name}`,
    approval: course?.cardApproval ?? '',
    ...printedBy(db, now),
    reprint: printsOf(db, document),
  };
}
