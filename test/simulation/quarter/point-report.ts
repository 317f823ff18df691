import type { Payload } from '../../../contract/events/catalogue.ts';
import { reportDay } from '../../../electron/engine/commands/report-day.ts';
import { Refusal } from '../../../electron/engine/problem.ts';
import { sumOfSheets, sumsOf } from './compare.ts';
import { type Place, type Point, press } from './counter-day.ts';
import type { Heard } from './exchange.ts';

/** 日结汇总 of a day at one PC: the sum of the closings that came there, and the name of each PC that is missing. */
export async function reportPoint(point: Point, place: Place, day: string, heard: Heard): Promise<void> {
  const { same, places } = point;
  const isClosed = ({ till }: Place, on: string) =>
    till.closed.has(on) && (till === place.till || heard.closings.has(`${till.pc}/${on}`));
  const closed = places.filter((one) => isClosed(one, day));
  const missing = places.filter((one) => {
    if (closed.includes(one)) return false;
    if ([...one.till.closed.keys()].some((later) => later > day && isClosed(one, later))) {
      point.happened('PC with nothing to close');
      return false;
    }
    return one !== place || place.till.unclosed().includes(day);
  });
  try {
    const said = (await press(point, place, {
      ...{ command: reportDay, prepare: () => ({ day }), actor: 'zg01', approver: 'sk02' },
    })) as Payload<'day.reported'>;
    place.till.wrote(false);
    const { receipts: _, ...sums } = sumsOf(said.figures);
    const sheets = closed.flatMap(({ till }) => till.closed.get(day) ?? []);
    same(`sum of the point on ${day}`, sums, sumOfSheets(sheets));
    same(
      `closings of the point on ${day}`,
      said.closings.map(({ document }) => document).sort(),
      sheets.map(({ document }) => document).sort(),
    );
    same(
      `missing on ${day}`,
      said.missing.map(({ pc }) => pc),
      missing.map(({ till }) => till.pc),
    );
    for (const late of said.late) compareLate(point, day, late);
    for (const _ of said.missing) point.happened('PC named missing');
    for (const _ of said.late) point.happened('closing named 后到');
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code } = error.problem;
    same(
      `refusal of a report on ${day}`,
      code === 'NO_NEWS' ? closed.length > 0 : closed.length,
      code === 'NO_NEWS' ? true : 0,
    );
  }
}

function compareLate(
  { same, places }: Point,
  day: string,
  late: Payload<'day.reported'>['late'][number],
): void {
  const till = places.find(({ pc }) => pc.device === late.device)?.till;
  const net = (stream: string) =>
    (till?.closed.get(late.day)?.money ?? [])
      .map((line) => line.split(' '))
      .filter(([of]) => of === stream)
      .reduce((sum, [, , came, went]) => sum + Number(came) - Number(went), 0);
  same(`后到 of ${late.day} on ${day}`, [late.cardsFen, late.booksFen], [net('cards'), net('books')]);
  same(`后到 is of an earlier day than ${day}`, late.day < day, true);
}
