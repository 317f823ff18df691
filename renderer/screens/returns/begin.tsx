import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReturnRow } from '../../../contract/app/returns.ts';
import { ask } from '../../engine.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Waiting } from '../../parts/screen.tsx';
import { type DraftForm, WithDraft } from '../../parts/with-draft.tsx';
import { problemOf } from '../../problem.ts';
import { type ReturnFields, returnRules } from './drafts.ts';
import { ReturnPaper } from './paper-dialog.tsx';
import { ReturnForm } from './return-form.tsx';
import { SlipField } from './slip-field.tsx';

type Props = { readonly about: string | null };

/** 办理: the sale is found by its own slip; nothing is written before a supervisor approved. */
export function Begin({ about }: Props) {
  // Counts the returns begun: each is a form, and so a request, of its own.
  const [nth, setNth] = useState(0);
  const [done, setDone] = useState<ReturnRow | null>(null);
  const next = () => {
    setDone(null);
    setNth(nth + 1);
  };
  if (done !== null) return <ReturnPaper row={done} justDone onClose={next} />;
  return (
    <WithDraft key={nth} kind="return" rules={returnRules}>
      {(draft) => <OneReturn about={about} draft={draft} onDone={setDone} onLeave={next} />}
    </WithDraft>
  );
}

type OneProps = Props & {
  readonly draft: DraftForm<ReturnFields>;
  readonly onDone: (row: ReturnRow) => void;
  readonly onLeave: () => void;
};

function OneReturn({ about, draft, onDone, onLeave }: OneProps) {
  const { fields, change, deed } = draft;
  const { slip } = fields;
  const found = useQuery(
    ask.returns.open.queryOptions({ input: { slip }, enabled: slip !== '', staleTime: 0, gcTime: 0 }),
  );
  const leave = () => void deed.done().then(onLeave);
  if (slip !== '' && found.data !== undefined) {
    return (
      <ReturnForm key={found.data.sale} preview={found.data} draft={draft} onDone={onDone} onLeave={leave} />
    );
  }
  return (
    <section className="panel" aria-label="办理退卡">
      {slip !== '' && found.error !== null && (
        <ProblemBox
          problem={{ ...problemOf(found.error), ...(deed.unsure ? lookUp : {}) }}
          onDismiss={leave}
        />
      )}
      <SlipField about={about} onFind={(text) => change({ ...returnRules.fresh(), slip: text })} />
      {slip !== '' && found.isFetching && <Waiting label="正在查找原单" />}
    </section>
  );
}

/** F9 was pressed, its answer never came, and now there is nothing left to return. */
const lookUp = { todo: '上一次按下的可能已经办成：请到“全部记录”里查看退卡确认单。' };
