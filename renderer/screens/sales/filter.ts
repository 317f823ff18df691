import type { SalesFilter } from '../../../contract/app/sales.ts';
import { allDays, type DaysForm } from '../../parts/days.ts';

export type FormFilter = DaysForm & {
  readonly clerk: string;
  readonly state: SalesFilter['state'];
};

export const wholeList: FormFilter = { ...allDays, clerk: '', state: 'all' };
