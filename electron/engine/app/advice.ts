import { noticeOf } from '../../../contract/domain/notice.ts';
import { logInAnswer } from '../queries/log-in.ts';
import { businessDayOf, courses, points, workplaces } from '../queries/state.ts';
import { procedures } from './procedures.ts';

const on = procedures.advice;

export const advice = {
  notice: on.notice.handler(({ context: { seat } }) => {
    const { db } = seat.city();
    const newestFirst = courses(db).toReversed();
    const sections = noticeOf({
      points: cityFirst(points(db)),
      workplaces: workplaces(db),
      courses: newestFirst,
    });
    return sections.map((section) => ({ ...section, facts: [...section.facts] }));
  }),
  logIn: on.logIn.handler(({ input, context: { seat } }) => {
    const { db, journal } = seat.city();
    return logInAnswer(db, input.text, businessDayOf(db, journal.identity.device));
  }),
};

/** As the notice lists them: the city's point, then the counties'. */
function cityFirst(all: ReturnType<typeof points>): ReturnType<typeof points> {
  return all.toSorted((a, b) => a.said.level - b.said.level);
}
