import { useState } from 'react';
import { LATE_FROM_DAYS } from '../../../contract/domain/posting.ts';
import { Choice } from '../../parts/choice.tsx';
import { Screen } from '../../parts/screen.tsx';
import { Posted } from './posted.tsx';
import { WaitingPapers } from './waiting.tsx';

type View = 'waiting' | 'posted';

const views = [
  { value: 'waiting', label: '待登记' },
  { value: 'posted', label: '已登记' },
] as const;

const notes: Readonly<Record<View, string>> = {
  waiting: `空格选中单据，Enter 填单号。在平台“激活卡进销存管理系统”办好出库后，回来登记单号；满 ${LATE_FROM_DAYS} 个工作日未登记的算超期`,
  posted: '已在平台办好出库的单据，可按平台单号查找，登记有误可以撤销',
};

/** 平台待登记 (notice 四): what was sold here and must also be taken out in the regional system, and what was. */
export function Posting() {
  const [view, setView] = useState<View>('waiting');
  return (
    <Screen title="平台待登记" note={notes[view]}>
      <div className="views">
        <Choice label="列表" options={views} value={view} onChange={setView} />
      </div>
      {view === 'waiting' ? <WaitingPapers /> : <Posted />}
    </Screen>
  );
}
