import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { NotePreview } from '../../../contract/app/cards.ts';
import type { ReceiptRow } from '../../../contract/app/receipts.ts';
import type { Role } from '../../../contract/events/parts.ts';
import { ask } from '../../engine.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Screen, Waiting } from '../../parts/screen.tsx';
import { problemOf } from '../../problem.ts';
import type { Job } from '../frame/jobs.tsx';
import { Done } from './done.tsx';
import { Preview } from './preview.tsx';
import { Ways } from './ways.tsx';

type Step =
  | { readonly kind: 'choose' }
  | { readonly kind: 'preview'; readonly preview: NotePreview; readonly request: string }
  | { readonly kind: 'done'; readonly preview: NotePreview | null; readonly receipt: ReceiptRow };

type Props = { readonly roles: readonly Role[]; readonly onGo: (job: Job) => void };

/** Takes in cards by file or by hand, and books; nothing is written before it is confirmed. */
export function StockIn({ roles, onGo }: Props) {
  const [step, setStep] = useState<Step>({ kind: 'choose' });
  const choices = useQuery(ask.intake.choices.queryOptions());
  const read = useMutation(
    ask.cards.previewNote.mutationOptions({
      onSuccess: (preview) => setStep({ kind: 'preview', preview, request: crypto.randomUUID() }),
    }),
  );
  const again = () => setStep({ kind: 'choose' });
  const done = (receipt: ReceiptRow, preview: NotePreview | null = null) =>
    setStep({ kind: 'done', preview, receipt });
  return (
    <Screen title="入库" note={step.kind === 'choose' ? '确认之前不写入任何数据' : undefined}>
      {choices.error !== null && (
        <ProblemBox problem={problemOf(choices.error)} onDismiss={() => void choices.refetch()} />
      )}
      {read.error !== null && <ProblemBox problem={problemOf(read.error)} onDismiss={read.reset} />}
      {(read.isPending || choices.isPending) && <Waiting label="正在读取" />}
      {step.kind === 'choose' && !read.isPending && choices.data !== undefined && (
        <Ways
          choices={choices.data}
          supervisor={roles.includes('supervisor')}
          onChoose={(source) => read.mutate(source)}
          onDone={(receipt) => done(receipt)}
        />
      )}
      {step.kind === 'preview' && choices.data !== undefined && (
        <Preview
          preview={step.preview}
          request={step.request}
          choices={choices.data}
          onBack={again}
          onDone={(receipt) => done(receipt, step.preview)}
        />
      )}
      {step.kind === 'done' && (
        <Done receipt={step.receipt} preview={step.preview} onAgain={again} onGo={onGo} />
      )}
    </Screen>
  );
}
