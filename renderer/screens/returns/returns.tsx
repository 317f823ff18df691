import { useState } from 'react';
import type { Role } from '../../../contract/events/parts.ts';
import { Choice } from '../../parts/choice.tsx';
import { Screen } from '../../parts/screen.tsx';
import { Begin } from './begin.tsx';
import { ReturnList } from './list.tsx';

type View = 'begin' | 'open' | 'all';

const views = [
  { value: 'begin', label: '办理退卡' },
  { value: 'open', label: '待办' },
  { value: 'all', label: '全部记录' },
] as const;

const notes: Readonly<Record<View, string>> = {
  begin: '凭原单、涂层完好、主管批准。当天未日结的由钱柜退款，其余的申请财政退付，柜台不付现金',
  open: '退付待审核、待财政退付，卡待核处理的；由主管办理',
  all: '以往的退卡和退付',
};

type Props = { readonly roles: readonly Role[]; readonly about: string | null };

/** 退卡退付. in: the number of the sale that somebody came from, if any. */
export function Returns({ roles, about }: Props) {
  const [view, setView] = useState<View>('begin');
  return (
    <Screen title="退卡退付" note={notes[view]}>
      <div className="views">
        <Choice label="画面" options={views} value={view} onChange={setView} />
      </div>
      {view === 'begin' && <Begin about={about} />}
      {view !== 'begin' && <ReturnList key={view} open={view === 'open'} roles={roles} />}
    </Screen>
  );
}
