import { dayInShanghai } from '../../../contract/domain/calendar.ts';
import { refuse } from '../problem.ts';
import type { CityPlan } from './found.ts';
import { noticePlan } from './notice-plan.ts';

/** Somebody who may administer a point's accounts from its first day on. */
export interface FirstAdministrator {
  readonly point: string;
  readonly name: string;
}

const LONGEST_NAME = 20;

/**
 * The notice's city in earnest, on its first day. Nobody is known but its first administrators, who open the accounts of
 * everybody else. in: them, and the moment in milliseconds. Refuses none at all, and a name or point it can't take.
 */
export function firstPlan(administrators: readonly FirstAdministrator[], now: number): CityPlan {
  if (administrators.length === 0)
    throw refuse(
      'NO_ADMINISTRATOR',
      '还没有写明管理员：没有管理员的销售点入网后谁也登录不了，所以没有建立城市。',
      "请在命令后面写明各点的第一位管理员，例如 --administrator 'QZ 姓名'，每点写一次。",
    );
  for (const one of administrators) requireSound(one);
  requireDistinct(administrators);
  return {
    ...noticePlan,
    practice: false,
    foundedOn: dayInShanghai(now),
    workplaces: [...noticePlan.workplaces, ...countyCounters()],
    people: administrators.map(({ point, name }, index) => ({
      person: `gl${String(index + 1).padStart(2, '0')}`,
      name,
      roles: ['administrator'],
      point,
    })),
  };
}

/** Points that nobody administers yet, so that no PC of theirs can join. out: their names. */
export function withoutAdministrator({ points, people }: Pick<CityPlan, 'points' | 'people'>): string[] {
  return points.filter(({ code }) => !people.some(({ point }) => point === code)).map(({ name }) => name);
}

/** The notice names one place to each county's point; a PC sits at a workplace, so that place is one. */
function countyCounters(): CityPlan['workplaces'] {
  const housed = new Set(noticePlan.workplaces.map(({ point }) => point));
  return noticePlan.points
    .filter(({ code }) => !housed.has(code))
    .map(({ code, address, phone }) => ({
      ...{ code, point: code, name: '激活卡销售点', address, phone },
      capabilities: ['sell'],
    }));
}

function requireSound({ point, name }: FirstAdministrator): void {
  const codes = noticePlan.points.map((one) => `${one.code} ${one.name}`).join('、');
  if (!noticePlan.points.some(({ code }) => code === point))
    throw refuse('POINT', `没有“${point}”这个销售点，没有建立城市。`, `请用这些代号：${codes}。`);
  if (name !== name.trim() || name === '' || [...name].length > LONGEST_NAME || /\p{C}/u.test(name))
    throw refuse('NAME', `管理员的姓名“${name}”不能用，没有建立城市。`, '请写姓名，不超过 20 个字。');
}

function requireDistinct(administrators: readonly FirstAdministrator[]): void {
  const seen = new Set<string>();
  for (const { point, name } of administrators) {
    if (seen.has(`${point} ${name}`))
      throw refuse(
        'SAME_NAME',
        `${point} 的管理员“${name}”写了两次，登录页上分不清，没有建立城市。`,
        '请只写一次，或给同名的人加上区别。',
      );
    seen.add(`${point} ${name}`);
  }
}
