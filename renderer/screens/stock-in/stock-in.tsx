import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { NotePreview, Receipt } from '../../../contract/app/cards.ts';
import { ask } from '../../engine.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Screen, Waiting } from '../../parts/screen.tsx';
import { problemOf } from '../../problem.ts';
import type { Job } from '../frame/jobs.tsx';
import { ChooseNote } from './choose-note.tsx';
import { Done } from './done.tsx';
import { Preview } from './preview.tsx';

type Step =
  | { readonly kind: 'choose' }
  | { readonly kind: 'preview'; readonly preview: NotePreview; readonly request: string }
  | { readonly kind: 'done'; readonly preview: NotePreview; readonly receipt: Receipt };

/** Takes in a delivery note: choose the file, see everything counted, confirm. Nothing is written before that. */
export function StockIn({ onGo }: { readonly onGo: (job: Job) => void }) {
  const [step, setStep] = useState<Step>({ kind: 'choose' });
  const read = useMutation(
    ask.cards.previewNote.mutationOptions({
      onSuccess: (preview) => setStep({ kind: 'preview', preview, request: crypto.randomUUID() }),
    }),
  );
  const again = () => setStep({ kind: 'choose' });
  return (
    <Screen
      title="入库"
      note={step.kind === 'choose' ? '按随卡的送卡单收卡，确认之前不写入任何数据' : undefined}
    >
      {read.error !== null && <ProblemBox problem={problemOf(read.error)} onDismiss={read.reset} />}
      {read.isPending && <Waiting label="正在读取文件" />}
      {step.kind === 'choose' && !read.isPending && <ChooseNote onChoose={(source) => read.mutate(source)} />}
      {step.kind === 'preview' && (
        <Preview
          preview={step.preview}
          request={step.request}
          onBack={again}
          onDone={(receipt) => setStep({ kind: 'done', preview: step.preview, receipt })}
        />
      )}
      {step.kind === 'done' && (
        <Done receipt={step.receipt} preview={step.preview} onAgain={again} onGo={onGo} />
      )}
    </Screen>
  );
}
