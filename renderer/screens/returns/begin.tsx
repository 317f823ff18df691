import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReturnRow } from '../../../contract/app/returns.ts';
import { ask } from '../../engine.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Waiting } from '../../parts/screen.tsx';
import { problemOf } from '../../problem.ts';
import { ReturnPaper } from './paper-dialog.tsx';
import { ReturnForm } from './return-form.tsx';
import { SlipField } from './slip-field.tsx';

/** 办理: the sale is found by its own slip; nothing is written before a supervisor approved. */
export function Begin({ about }: { readonly about: string | null }) {
  const [slip, setSlip] = useState<string | null>(null);
  const [done, setDone] = useState<ReturnRow | null>(null);
  const found = useQuery(
    ask.returns.open.queryOptions({
      input: { slip: slip ?? '' },
      enabled: slip !== null,
      staleTime: 0,
      gcTime: 0,
    }),
  );
  if (slip !== null && found.data !== undefined && done === null) {
    return (
      <ReturnForm
        key={found.data.sale}
        slip={slip}
        preview={found.data}
        onDone={setDone}
        onLeave={() => setSlip(null)}
      />
    );
  }
  function next(): void {
    setDone(null);
    setSlip(null);
  }
  return (
    <section className="panel" aria-label="办理退卡">
      {slip !== null && found.error !== null && (
        <ProblemBox problem={problemOf(found.error)} onDismiss={() => setSlip(null)} />
      )}
      <SlipField about={about} onFind={setSlip} />
      {slip !== null && found.isFetching && <Waiting label="正在查找原单" />}
      {done !== null && <ReturnPaper row={done} justDone onClose={next} />}
    </section>
  );
}
