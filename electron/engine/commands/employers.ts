import { areasOf } from '../../../contract/domain/areas.ts';
import { employerKey, normaliseEmployerName } from '../../../contract/domain/employer-name.ts';
import { statement } from '../database/statement.ts';
import { refuse } from '../problem.ts';
import { points } from '../queries/state.ts';
import type { Writer } from './command.ts';

type Known = { readonly id: string; readonly name: string };

/** The full name as it is stored; refuses an empty one. */
export function requireName(text: string): string {
  const { name } = normaliseEmployerName(text);
  if (name === '') throw refuse('EMPLOYER', '没有填写购卡单位名称。', '请填写单位全称。');
  return name;
}

export function refuseUnknownArea({ db }: Writer, area: string): void {
  if (!areasOf(points(db)).includes(area)) throw refuse('AREA', '没有这个区域。', '请重新选择所属区域。');
}

/** Units whose names are the same but for blanks, width and brackets, oldest first. */
export function employersLike({ db }: Writer, name: string): readonly Known[] {
  const sql = "SELECT id, state ->> '$.name' AS name FROM employer WHERE key = ? ORDER BY id";
  return statement(db, sql).all(employerKey(name)) as Known[];
}

/** A unit that only looks like a known one is for a person to decide. */
export function refuseAlike(near: Known | undefined, name: string): void {
  if (near === undefined) return;
  throw refuse(
    'EMPLOYER_KNOWN',
    `已登记的“${near.name}”与“${name}”很像，没有登记第二个单位。`,
    '同一单位请从列表里选它；确是两个单位的，请把全称写得能区分。',
  );
}
