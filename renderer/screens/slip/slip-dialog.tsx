import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import type { SaleRow } from '../../../contract/app/sales.ts';
import { ask } from '../../engine.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { useKey } from '../../parts/keys.ts';
import { yuan } from '../../parts/money.tsx';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { saveFile } from '../../parts/save-file.ts';
import { Waiting } from '../../parts/screen.tsx';
import { problemOf } from '../../problem.ts';
import { postingInWords } from '../posting/words.ts';
import { SlipPages } from './pages.tsx';
import { usePrint } from './use-print.ts';

/** `未打印`, `已打印`, `已打印，补打 2 次` */
export function printsInWords(prints: number): string {
  if (prints === 0) return '未打印';
  return prints === 1 ? '已打印' : `已打印，补打 ${prints - 1} 次`;
}

type Shown = Pick<SaleRow, 'sale' | 'document' | 'buyer' | 'cards' | 'totalFen' | 'posting'>;

type Props = {
  readonly sale: Shown;
  /** Opened by 收款: says so above the slip. */
  readonly justSold?: boolean;
  /** Opened by F8 in a list: prints without a second press. */
  readonly printNow?: boolean;
  readonly onClose: () => void;
};

function useSlip(sale: string) {
  return useQuery(ask.documents.slip.queryOptions({ input: { sale }, staleTime: 0, gcTime: 0 }));
}

function Sold({ sale }: { readonly sale: Shown }) {
  return (
    <p className="sold" role="status">
      <strong>已收款 {yuan(sale.totalFen)}</strong>
      <span>
        {sale.buyer} · {sale.cards} 张 · 已保存
      </span>
    </p>
  );
}

/** The slip as it comes out of the printer, to print (F8) or save. */
export function SlipDialog({ sale, justSold = false, printNow = false, onClose }: Props) {
  const slip = useSlip(sale.sale);
  const printing = usePrint(sale.sale);
  const pdf = slip.data?.pdf;
  const actions = (
    <>
      <PrintButton printing={printing} printNow={printNow} />
      <Button
        disabled={pdf === undefined}
        onClick={() => pdf !== undefined && saveFile(pdf, `${sale.document}.pdf`, 'application/pdf')}
      >
        保存
      </Button>
    </>
  );
  return (
    <Dialog title={`出库单 ${sale.document}`} onClose={onClose} actions={actions}>
      {justSold && <Sold sale={sale} />}
      {printing.problem !== null && <ProblemBox problem={printing.problem} onDismiss={printing.forget} />}
      {slip.error !== null && (
        <ProblemBox problem={problemOf(slip.error)} onDismiss={() => void slip.refetch()} />
      )}
      {slip.isPending && <Waiting label="正在准备单据" />}
      {pdf !== undefined && <SlipPages pdf={pdf} document={sale.document} />}
      {slip.data !== undefined && (
        <p className="slip-prints">
          {printsInWords(slip.data.prints)} · {postingInWords(sale.posting)}
        </p>
      )}
    </Dialog>
  );
}

type PrintProps = { readonly printing: ReturnType<typeof usePrint>; readonly printNow: boolean };

function PrintButton({ printing, printNow }: PrintProps) {
  const { print, busy } = printing;
  useKey({ keys: 'F8', label: '打印', run: print, blocked: busy ? '正在打印' : null });
  const wanted = useRef(printNow);
  useEffect(() => {
    if (!wanted.current) return;
    wanted.current = false;
    print();
  });
  return (
    <Button type="primary" loading={busy} onClick={print} data-first>
      打印 F8
    </Button>
  );
}
