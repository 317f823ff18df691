import type { OpenCity } from '../city/open-city.ts';
import { confirmClock } from '../commands/confirm-clock.ts';
import { nextDay, openDay } from '../commands/open-day.ts';
import { keepLook, lookOf } from '../people/preferences.ts';
import { checkSignIn, chooseSecret } from '../people/sign-in.ts';
import { refuse } from '../problem.ts';
import { businessDayOf } from '../queries/state.ts';
import { dayToConfirm } from '../queries/working-day.ts';
import type { Seat } from '../seat.ts';
import { procedures } from './procedures.ts';

const on = procedures.session;

export const session = {
  state: on.state.handler(({ context: { seat } }) => seat.state()),
  startPractice: on.startPractice.handler(async ({ input, context: { seat } }) => {
    await seat.openPractice();
    const { second } = seat.city();
    const asked = input?.secondCopy;
    // Once there is one, only those who answer for the data move it.
    if (asked !== undefined && second.state().kind === 'unset') await second.choose(asked);
    return seat.state();
  }),
  leavePractice: on.leavePractice.handler(async ({ context: { seat } }) => {
    seat.closePractice();
    if (seat.joined()) await seat.openCity();
    return seat.state();
  }),
  signIn: on.signIn.handler(async ({ input, context: { seat, report } }) => {
    await checkSignIn(seat, input, (error) => report(error, 'session.signIn'));
    return seat.sitDown(input.person).state();
  }),
  chooseSecret: on.chooseSecret.handler(async ({ input, context: { seat, report } }) => {
    await chooseSecret(seat, input, (error) => report(error, 'session.chooseSecret'));
    return seat.sitDown(input.person).state();
  }),
  signOut: on.signOut.handler(({ context: { seat } }) => {
    seat.leave();
    return seat.state();
  }),
  settleWarning: on.settleWarning.handler(({ input, context: { seat } }) => {
    seat.settleWarning(input.warning, input.reason);
    return seat.state();
  }),
  confirmClock: on.confirmClock.handler(({ input, context: { seat } }) => {
    const { clock, journal } = seat.city();
    const jump = clock.jump();
    // The same press again, or another window's: the question is answered already.
    if (jump !== null && journal.byRequest(input.request) === null) {
      seat.perform(confirmClock, jump, input.request);
      clock.accept(jump);
    }
    return seat.state();
  }),
  openDay: on.openDay.handler(({ input: { request, day }, context: { seat } }) => {
    const city = seat.city();
    if (city.journal.byRequest(request) === null) refuseDay(city, day);
    seat.perform(openDay, { day }, request);
    return seat.state();
  }),
  look: on.look.handler(({ context: { seat } }) => lookNow(seat)),
  setLook: on.setLook.handler(({ input, context: { seat } }) => {
    keepLook(seat.city().db, sittingIn(seat), input);
    return lookNow(seat);
  }),
  nextPracticeDay: on.nextPracticeDay.handler(({ input, context: { seat } }) => {
    const { city } = seat.city();
    const today = seat.state().city?.businessDay;
    if (!city.said.practice || today === undefined) {
      throw refuse(
        'PRACTICE_ONLY',
        '只有练习时才能用按钮换到下一天。',
        '正式业务请在第二天登录时确认业务日期。',
      );
    }
    seat.perform(openDay, { day: nextDay(today) }, input.request);
    return seat.state();
  }),
};

/** A day begins by the wall's date, never by a typed one; one that was shown before midnight is still good. */
function refuseDay(city: OpenCity, day: string): void {
  const wall = dayToConfirm(city);
  if (wall !== null && day <= wall && day > businessDayOf(city.db, city.journal.identity.device)) return;
  throw refuse(
    'DAY',
    '业务日期没有变：只能确认为电脑上的当天日期，而且只能往后。',
    '请核对电脑的日期；练习时按“下一天”。',
  );
}

function sittingIn(seat: Seat): string {
  const person = seat.clerk()?.id;
  if (person === undefined) throw refuse('SIGN_IN', '还没有登录。', '请先登录。');
  return person;
}

function lookNow(seat: Seat) {
  const person = sittingIn(seat);
  return { person, look: lookOf(seat.city().db, person) };
}
