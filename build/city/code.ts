import { sayings } from '../../electron/engine/city/offer.ts';
import { readSettings } from '../../electron/engine/city/settings.ts';
import { refuse } from '../../electron/engine/problem.ts';
import type { CityServer } from '../../server/city-server.ts';
import type { Seat } from '../../server/seat.ts';
import type { CityFolder } from './folder.ts';

/** Where a new PC will sit, as the office says it. */
export type Place = Pick<Seat, 'point' | 'workplace' | 'pc'>;

export interface IssuedCode {
  readonly code: string;
  /** Milliseconds since 1970. */
  readonly expires: number;
  readonly place: string;
}

/** Long enough for the paper to reach a county by post. */
const VALID_FOR = 7 * 24 * 3_600_000;

/**
 * A one-time code for a PC at that place. Refuses a place where the PC could not join or would sit on another one's
 * number: two PCs with one number would write documents that can't be told apart by it.
 */
export async function issueCode(
  { enrolment, registry }: Pick<CityServer, 'enrolment' | 'registry'>,
  { keys, publisher }: Pick<CityFolder, 'keys' | 'publisher'>,
  { point, workplace, pc }: Place,
  now: number,
): Promise<IssuedCode> {
  const said = sayings(readSettings(keys.settings).decoded);
  const where = said('workplace.opened').find((one) => one.code === workplace && one.point === point);
  const opened = said('point.opened').find(({ code }) => code === point);
  if (where === undefined || opened === undefined) throw unknownPlace(said('workplace.opened'));
  if (!said('person.registered').some((one) => one.point === point && one.roles.includes('administrator')))
    throw noAdministrator(opened.name);
  const seats = (await registry.list()).filter(({ revokedAt }) => revokedAt === null);
  const taken = [publisher.certificate, ...seats.map(({ certificate }) => certificate)].some(
    ({ statement }) => statement.point === point && statement.workplace === workplace && statement.pc === pc,
  );
  if (taken) throw seatTaken(pc);
  const seat = { point, workplace, pc, capabilities: [...where.capabilities] };
  const code = await enrolment.issue(seat, VALID_FOR);
  return { code, expires: now + VALID_FOR, place: `${opened.name} ${where.name} ${pc} 号机` };
}

function unknownPlace(
  workplaces: readonly { readonly point: string; readonly code: string; readonly name: string }[],
) {
  const known = workplaces.map(({ point, code, name }) => `${point} ${code}（${name}）`).join('、');
  return refuse('PLACE', '城市设置里没有这个销售点或这个工作场所，没有发入网码。', `请用这些：${known}。`);
}

function noAdministrator(point: string) {
  return refuse(
    'NO_ADMINISTRATOR',
    `${point}还没有管理员，电脑入网后谁也登录不了，没有发入网码。`,
    '第一次启动时写明了管理员的销售点才能入网。',
  );
}

function seatTaken(pc: number) {
  return refuse(
    'SEAT',
    `这个工作场所的 ${pc} 号机已经入网，没有发入网码：两台同号的电脑会开出分不清的单号。`,
    '请换一个机号。',
  );
}
