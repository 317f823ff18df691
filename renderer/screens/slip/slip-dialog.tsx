import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { type ReactNode, useEffect, useRef } from 'react';
import type { SaleRow } from '../../../contract/app/sales.ts';
import { ask, engine } from '../../engine.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { useKey } from '../../parts/keys.ts';
import { yuan } from '../../parts/money.tsx';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Waiting } from '../../parts/screen.tsx';
import { problemOf } from '../../problem.ts';
import { postingInWords } from '../posting/words.ts';
import { SlipPages } from './pages.tsx';
import { type Printable, usePrint } from './use-print.ts';

/** `未打印`, `已打印`, `已打印，补打 2 次` */
export function printsInWords(prints: number): string {
  if (prints === 0) return '未打印';
  return prints === 1 ? '已打印' : `已打印，补打 ${prints - 1} 次`;
}

type Props = {
  readonly sale: SaleRow;
  /** Opened by 收款: says so above the slip. */
  readonly justSold?: boolean;
  /** 找零 to hand back now, in fen. */
  readonly changeFen?: number;
  /** Opened by F8 in a list: prints without a second press. */
  readonly printNow?: boolean;
  readonly paper?: SalePaper;
  /** What has just been done, above the paper. */
  readonly above?: ReactNode;
  readonly onClose: () => void;
};

function useSlip(sale: string, paper: SalePaper) {
  return useQuery(ask.documents.slip.queryOptions({ input: { sale, paper }, staleTime: 0, gcTime: 0 }));
}

/** A sale's 出库单, or the 冲销单 that took it back. */
export type SalePaper = 'sale' | 'reversal';

export function useSalePrintable(sale: string, paper: SalePaper): Printable {
  const input = { sale, paper };
  return {
    record: (request) => engine.documents.recordPrint({ request, ...input }),
    listed: [ask.documents.slip.key(), ask.sales.key(), ask.posting.key()],
  };
}

type SoldProps = { readonly sale: SaleRow; readonly changeFen: number };

function Sold({ sale, changeFen }: SoldProps) {
  const goods = [sale.cards > 0 && `${sale.cards} 张`, sale.books > 0 && `教材 ${sale.books} 本`];
  return (
    <p className="sold" role="status">
      <strong>已收款 {yuan(sale.totalFen)}</strong>
      {changeFen > 0 && <strong className="sold-change">找零 {yuan(changeFen)}</strong>}
      <span>{[sale.buyer, ...goods.filter(Boolean), '已保存'].join(' · ')}</span>
    </p>
  );
}

/** The slip as it comes out of the printer, to print (F8) or save. */
export function SlipDialog(props: Props) {
  const { sale, justSold = false, changeFen = 0, printNow = false, paper = 'sale', above, onClose } = props;
  const slip = useSlip(sale.sale, paper);
  const printing = usePrint(useSalePrintable(sale.sale, paper));
  const number = paper === 'sale' ? sale.document : (sale.reversal?.document ?? '');
  const posting = paper === 'sale' ? sale.posting : (sale.reversalPosting ?? sale.posting);
  const pdf = slip.data?.pdf;
  const actions = (
    <>
      <PrintButton printing={printing} printNow={printNow} />
      <Button disabled={printing.busy} onClick={() => printing.save(number)}>
        保存
      </Button>
    </>
  );
  return (
    <Dialog title={`${paper === 'sale' ? '出库单' : '冲销单'} ${number}`} onClose={onClose} actions={actions}>
      {justSold && <Sold sale={sale} changeFen={changeFen} />}
      {above}
      {printing.problem !== null && <ProblemBox problem={printing.problem} onDismiss={printing.forget} />}
      {slip.error !== null && (
        <ProblemBox problem={problemOf(slip.error)} onDismiss={() => void slip.refetch()} />
      )}
      {slip.isPending && <Waiting label="正在准备单据" />}
      {pdf !== undefined && <SlipPages pdf={pdf} document={number} />}
      {slip.data !== undefined && (
        <p className="slip-prints">
          {printsInWords(slip.data.prints)} · {postingInWords(posting)}
        </p>
      )}
      <NextPrint prints={slip.data?.prints ?? 0} />
    </Dialog>
  );
}

/** Below a preview that says 补打: it is the next paper, not the one that has just come out. */
export function NextPrint({ prints }: { readonly prints: number }) {
  return prints === 0 ? null : (
    <p className="slip-prints">再打印或保存，单上就印“补打第 {prints} 次”，样子如上。</p>
  );
}

type PrintProps = { readonly printing: ReturnType<typeof usePrint>; readonly printNow: boolean };

/** 打印 F8. */
export function PrintButton({ printing, printNow }: PrintProps) {
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
