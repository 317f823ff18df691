import { type EntryProblem, whyNotEntered } from '../../../contract/domain/emergency.ts';
import type { Payload } from '../../../contract/events/catalogue.ts';
import { type Refusal, refuse } from '../problem.ts';
import { blockWith, emergencySlip } from '../queries/emergency.ts';
import type { Writer } from './command.ts';

/** The emergency slip a sale was written on while the program could not start; null for every other sale. */
export type SalePaperSlip = Payload<'sale.made'>['paper'];

/** 补录: refuses a number that was not given out, was used or made void, and a day that has not come. */
export function requireEnterable({ db, businessDay }: Writer, paper: SalePaperSlip): void {
  if (paper === null) return;
  const { number, day } = paper;
  const slip = emergencySlip(db, number);
  const known = slip === null ? null : { entered: slip.sales.length > 0, voided: slip.voided !== null };
  const why = whyNotEntered(day, businessDay, blockWith(db, number)?.day ?? null, known);
  if (why !== null) throw words(why, number, slip?.sales[0]?.document ?? '');
}

function words(why: EntryProblem, number: string, document: string): Refusal {
  switch (why) {
    case 'day':
    case 'future':
      return refuse(
        'PAPER_DAY',
        '应急单上的日期还没有到，或不是日期，没有收款。',
        '请照应急单上写的日期填写。',
      );
    case 'before':
      return refuse(
        'PAPER_DAY',
        `应急单 ${number} 在这个日期还没有领用，没有收款。`,
        '请核对应急单上写的日期和号码。',
      );
    case 'unknown':
      return refuse(
        'PAPER_NUMBER',
        `应急单 ${number} 没有在本机领用过，没有收款。`,
        '请照单上印的号码核对，例如 QZ1A-YJ-00001。',
      );
    case 'entered':
      return refuse(
        'PAPER_NUMBER',
        `应急单 ${number} 已补录为 ${document}，没有再收一次。`,
        '请核对号码；录错的先冲销，再不填应急单号重新开单。',
      );
    case 'voided':
      return refuse('PAPER_NUMBER', `应急单 ${number} 已作废，没有收款。`, '请核对号码，并请主管查明。');
  }
}
