import type { EmployerState } from '../../../contract/domain/folds/employer.ts';
import { refuse } from '../problem.ts';
import { stateOf } from '../queries/state.ts';
import type { Command } from './command.ts';
import { employersLike, refuseAlike, refuseUnknownArea, requireName } from './employers.ts';

export interface CorrectEmployer {
  readonly employer: string;
  readonly name: string;
  readonly area: string;
  /** Null: stays as it is. The page shows them masked, so it can't send back what it was not told. */
  readonly contact: string | null;
  readonly phone: string | null;
}

/** 改单位信息: the unit as it is from now on. Sales and papers keep the name they were made under. */
export const correctEmployer: Command<CorrectEmployer> = {
  does: 'employer.corrected',
  run(write, input) {
    const { employer, area } = input;
    const known = stateOf<EmployerState>(write.db, 'employer', employer);
    if (known === null) throw refuse('EMPLOYER', '没有找到这个购卡单位。', '请重新选择单位。');
    const name = requireName(input.name);
    refuseUnknownArea(write, area);
    refuseAlike(
      employersLike(write, name).find(({ id }) => id !== employer),
      name,
    );
    const contact = input.contact?.trim() ?? known.contact ?? '';
    const phone = input.phone?.trim() ?? known.phone ?? '';
    const same = name === known.name && area === known.area;
    if (same && contact === (known.contact ?? '') && phone === (known.phone ?? '')) {
      throw refuse('UNCHANGED', '填写的内容和原来一样，没有可改的。', '请改好后再保存，或按 Esc 返回。');
    }
    write.append({
      type: 'employer.corrected',
      payload: { employer, name, area },
      personal: { contact, phone },
      entities: [{ kind: 'employer', id: employer }],
    });
  },
};
