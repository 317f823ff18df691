import { useState } from 'react';
import { Choice } from '../../parts/choice.tsx';
import { Screen } from '../../parts/screen.tsx';
import { Books } from './books.tsx';
import { Owed } from './owed.tsx';

type View = 'books' | 'owed';

const views = [
  { value: 'books', label: '票据本' },
  { value: 'owed', label: '补开' },
] as const;

const notes: Readonly<Record<View, string>> = {
  books: '财政票据、发票按本领入，按号顺序使用；已用、作废、剩余加起来等于领入',
  owed: '收款时暂不开的，或票据作废后还没有重开的，在这里补开',
};

/** 票据: the books of receipts with what became of their numbers, and the sales that still want one (domain.md §3). */
export function Registers() {
  const [view, setView] = useState<View>('books');
  return (
    <Screen title="票据" note={notes[view]}>
      <div className="views">
        <Choice label="列表" options={views} value={view} onChange={setView} />
      </div>
      {view === 'books' ? <Books /> : <Owed />}
    </Screen>
  );
}
