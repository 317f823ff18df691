import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { NotePreview } from '../../../contract/app/cards.ts';
import type { ReceiptRow } from '../../../contract/app/receipts.ts';
import { useKey } from '../../parts/keys.ts';
import type { Job } from '../frame/jobs.tsx';
import { PaperDialog } from '../papers/paper-dialog.tsx';
import { ExportButton, ExportProblem, useExportRefused } from './export-refused.tsx';
import { countInWords } from './receipts.tsx';

type Props = {
  readonly receipt: ReceiptRow;
  /** Of the file it came by; null where it was typed. */
  readonly preview: NotePreview | null;
  readonly onAgain: () => void;
  readonly onGo: (job: Job) => void;
};

/** What came in and under which number; the cursor on what a clerk does next. */
export function Done({ receipt, preview, onAgain, onGo }: Props) {
  const exporting = useExportRefused();
  const next = useRef<HTMLButtonElement>(null);
  const [printing, setPrinting] = useState(false);
  useKey({ keys: 'F8', label: '打印入库单', run: () => setPrinting(true) });
  // The entry's own key, which leads to this very screen, begins the next one.
  useKey({ keys: 'Shift+F2', label: '再收一单', run: onAgain });
  useEffect(() => next.current?.focus(), []);
  return (
    <section className="panel done" aria-label="入库结果">
      <p className="sold" role="status">
        <strong>已入库 {countInWords(receipt)}</strong>
        <span>入库单 {receipt.document}，已保存在本机</span>
      </p>
      <dl className="details">
        <dt>{receipt.kind === 'cards' ? '科目' : '教材'}</dt>
        <dd>{receipt.name}</dd>
        <dt>{receipt.kind === 'cards' ? '收卡方式' : '收书方式'}</dt>
        <dd className="figures">{receipt.note === '' ? '期初' : `上级送货，单号 ${receipt.note}`}</dd>
        {receipt.text !== '' && (
          <>
            <dt>号段</dt>
            <dd className="figures">{receipt.text}</dd>
          </>
        )}
        <dt>存放</dt>
        <dd>{receipt.place}</dd>
        <dt>经办人</dt>
        <dd>
          {receipt.clerk}，{receipt.businessDay}
        </dd>
        {preview !== null && preview.refusedRows > 0 && (
          <>
            <dt>没有入库</dt>
            <dd>{preview.refusedRows} 行，请导出后退给送卡单位更正</dd>
          </>
        )}
      </dl>
      <ExportProblem exporting={exporting} />
      <div className="panel-foot">
        <Button ref={next} type="primary" size="large" onClick={() => onGo('sell')}>
          去售卡
        </Button>
        <Button size="large" onClick={() => setPrinting(true)}>
          打印入库单 F8
        </Button>
        <Button size="large" onClick={() => onGo('stock')}>
          看库存
        </Button>
        <Button size="large" onClick={onAgain}>
          再收一单 Shift+F2
        </Button>
        {preview !== null && (
          <ExportButton preview={preview.preview} refusedRows={preview.refusedRows} exporting={exporting} />
        )}
      </div>
      {printing && (
        <PaperDialog document={receipt.document} kind="入库单" printNow onClose={() => setPrinting(false)} />
      )}
    </section>
  );
}
