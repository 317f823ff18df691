import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { ask } from '../../engine.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { useKey } from '../../parts/keys.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { saveFile } from '../../parts/save-file.ts';
import { Waiting } from '../../parts/screen.tsx';
import { problemOf } from '../../problem.ts';
import { SlipPages } from '../slip/pages.tsx';
import { printPaper } from '../slip/paper.ts';

const NAME = '票据领用登记簿';

/** Inside the dialog, whose keys alone work while it is open. */
function Actions({ pdf, onFail }: { readonly pdf: string; readonly onFail: (error: unknown) => void }) {
  const print = () => void printPaper(pdf, 'a4').catch(onFail);
  useKey({ keys: 'F8', label: '打印', run: print });
  return (
    <>
      <Button type="primary" onClick={print}>
        打印 F8
      </Button>
      <Button onClick={() => saveFile(pdf, `${NAME}.pdf`, 'application/pdf')}>保存</Button>
    </>
  );
}

/** 票据领用登记簿 as it comes out of the printer. */
export function SheetDialog({ onClose }: { readonly onClose: () => void }) {
  const [failed, setFailed] = useState<unknown>(null);
  const sheet = useQuery(ask.registers.sheet.queryOptions({ staleTime: 0, gcTime: 0 }));
  const pdf = sheet.data?.pdf;
  const error = failed ?? sheet.error;
  return (
    <Dialog
      title={NAME}
      onClose={onClose}
      actions={pdf !== undefined && <Actions pdf={pdf} onFail={setFailed} />}
    >
      {error !== null && <ProblemBox problem={problemOf(error)} onDismiss={() => setFailed(null)} />}
      {sheet.isPending && <Waiting label="正在生成登记簿" />}
      {pdf !== undefined && <SlipPages pdf={pdf} document={NAME} size="a4" />}
    </Dialog>
  );
}
