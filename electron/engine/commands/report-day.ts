import { netOf, sumOfBalances, sumOfFigures } from '../../../contract/domain/point-day.ts';
import { headPositions } from '../journal/heads.ts';
import { refuse } from '../problem.ts';
import { type ClosedDay, closingsOn, hasNews, lateClosings, missingOn } from '../queries/point-closings.ts';
import type { Command } from './command.ts';
import { nextDocument } from './documents.ts';

/**
 * 日结汇总 of the own point: the closings of a day that are known here, summed up, the PCs that have not closed it, and
 * closings of earlier days that no report held. When a missing one arrives, another report is another paper; the figures
 * of the first never change.
 */
export const reportDay: Command<{ readonly day: string }> = {
  does: 'day.reported',
  run(write, { day }) {
    const { db, journal } = write;
    const { identity } = journal;
    const { point } = identity;
    const closings = closingsOn(db, point, day);
    if (closings.length === 0) {
      const todo = '请先在各台电脑上日结；别的电脑的日结，要等它的记录到达本机。';
      throw refuse('NO_CLOSING', `${day} 本机还没有任何一台电脑的日结，没有汇总。`, todo);
    }
    if (!hasNews(db, identity, day)) {
      const todo = '要纸质的，请补打上一次的汇总；有电脑的日结后到了再汇总。';
      throw refuse('NO_NEWS', `${day} 已经汇总过，之后没有新的日结到达，没有再汇总。`, todo);
    }
    const document = nextDocument(write);
    write.append({
      type: 'day.reported',
      payload: {
        ...{ point, day, document },
        closings: closings.map((one) => ({ device: one.device, document: one.document })),
        missing: missingOn(db, identity, day),
        figures: sumOfFigures(closings.map(({ figures }) => figures)),
        cards: sumOfBalances(closings.flatMap(({ cards }) => cards)),
        late: lateClosings(db, point, day).map(lateLine),
        heads: headPositions(journal.heads()),
      },
      entities: [
        { kind: 'point-day', id: `${point}/${day}` },
        { kind: 'document', id: document },
      ],
    });
  },
};

function lateLine({ day, device, document, figures }: ClosedDay) {
  return {
    ...{ day, device, document },
    cardsFen: netOf(figures, 'cards'),
    booksFen: netOf(figures, 'books'),
  };
}
