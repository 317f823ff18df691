import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { ClosedRow, SheetKind } from '../../../contract/app/closing.ts';
import { ask, engine } from '../../engine.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Waiting } from '../../parts/screen.tsx';
import { problemOf } from '../../problem.ts';
import { SlipPages } from '../slip/pages.tsx';
import { NextPrint, PrintButton, printsInWords } from '../slip/slip-dialog.tsx';
import { usePrint } from '../slip/use-print.ts';

export const sheetNames: Readonly<Record<SheetKind, string>> = { shift: '交班单', day: '日结单' };

type Props = {
  readonly row: Pick<ClosedRow, 'kind' | 'id' | 'document'>;
  /** What has just been done, above the paper. */
  readonly above?: ReactNode;
  readonly printNow?: boolean;
  readonly onClose: () => void;
};

/** A 交班单 or 日结单 as it comes out of the printer, to print (F8) or save; its figures are those that were signed. */
export function SheetDialog({ row, above, printNow = false, onClose }: Props) {
  const input = { kind: row.kind, id: row.id };
  const sheet = useQuery(ask.closing.sheet.queryOptions({ input, staleTime: 0, gcTime: 0 }));
  const printing = usePrint({
    record: (request) => engine.closing.recordPrint({ request, ...input }),
    listed: [ask.closing.key()],
    size: 'a4',
  });
  const pdf = sheet.data?.pdf;
  const actions = (
    <>
      <PrintButton printing={printing} printNow={printNow} />
      <Button disabled={printing.busy} onClick={() => printing.save(row.document)}>
        保存
      </Button>
    </>
  );
  return (
    <Dialog title={`${sheetNames[row.kind]} ${row.document}`} onClose={onClose} actions={actions}>
      {above}
      {printing.problem !== null && <ProblemBox problem={printing.problem} onDismiss={printing.forget} />}
      {sheet.error !== null && (
        <ProblemBox problem={problemOf(sheet.error)} onDismiss={() => void sheet.refetch()} />
      )}
      {sheet.isPending && <Waiting label="正在准备单据" />}
      {pdf !== undefined && <SlipPages pdf={pdf} document={row.document} size="a4" />}
      {sheet.data !== undefined && <p className="slip-prints">{printsInWords(sheet.data.prints)}</p>}
      <NextPrint prints={sheet.data?.prints ?? 0} />
    </Dialog>
  );
}
