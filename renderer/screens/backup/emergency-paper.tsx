import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { ask, engine } from '../../engine.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Waiting } from '../../parts/screen.tsx';
import { problemOf } from '../../problem.ts';
import { SlipPages } from '../slip/pages.tsx';
import { PrintButton, printsInWords } from '../slip/slip-dialog.tsx';
import { usePrint } from '../slip/use-print.ts';

type Props = { readonly block: string; readonly onClose: () => void };

/** A block of blank slips as it comes out of the printer; each further print says 补打. */
export function EmergencyPaperDialog({ block, onClose }: Props) {
  const paper = useQuery(ask.emergency.paper.queryOptions({ input: { block }, staleTime: 0, gcTime: 0 }));
  const printing = usePrint({
    record: (request) => engine.emergency.recordPrint({ request, block }),
    listed: [ask.emergency.key()],
  });
  const { data } = paper;
  const actions = (
    <>
      <PrintButton printing={printing} printNow={false} />
      <Button
        disabled={data === undefined || printing.busy}
        onClick={() => printing.save(`应急单 ${data?.document ?? ''}`)}
      >
        保存
      </Button>
    </>
  );
  return (
    <Dialog title={`应急单 ${data?.document ?? ''}`} onClose={onClose} actions={actions}>
      {printing.problem !== null && <ProblemBox problem={printing.problem} onDismiss={printing.forget} />}
      {paper.error !== null && <ProblemBox problem={problemOf(paper.error)} onDismiss={onClose} />}
      {paper.isPending && <Waiting label="正在准备空白单" />}
      {data !== undefined && <SlipPages pdf={data.pdf} document={data.document} />}
      {data !== undefined && <p className="slip-prints">{printsInWords(data.prints)}</p>}
    </Dialog>
  );
}
