import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import type { NotePreview, Receipt } from '../../../contract/app/cards.ts';
import { describeStock } from '../../../contract/domain/card-range.ts';
import type { Job } from '../frame/jobs.tsx';
import { ExportButton, ExportProblem, useExportRefused } from './export-refused.tsx';
import { storedRanges } from './ranges.ts';

type Props = {
  readonly receipt: Receipt;
  readonly preview: NotePreview;
  readonly onAgain: () => void;
  readonly onGo: (job: Job) => void;
};

/** What came in and under which number; the cursor on what a clerk does next. */
export function Done({ receipt, preview, onAgain, onGo }: Props) {
  const exporting = useExportRefused();
  const next = useRef<HTMLButtonElement>(null);
  useEffect(() => next.current?.focus(), []);
  return (
    <section className="panel done" aria-label="入库结果">
      <p className="sold" role="status">
        <strong>已入库 {receipt.count.toLocaleString('zh-CN')} 张</strong>
        <span>入库单 {receipt.document}，已保存在本机</span>
      </p>
      <dl className="details">
        <dt>科目</dt>
        <dd>{receipt.courseName}</dd>
        <dt>送卡单号</dt>
        <dd className="figures">{receipt.note}</dd>
        <dt>号段</dt>
        <dd className="figures">{describeStock(storedRanges(receipt.ranges))}</dd>
        <dt>经办人</dt>
        <dd>
          {receipt.clerk}，{receipt.businessDay}
        </dd>
        {preview.refusedRows > 0 && (
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
        <Button size="large" onClick={() => onGo('stock')}>
          看库存
        </Button>
        <Button size="large" onClick={onAgain}>
          再收一单
        </Button>
        <ExportButton preview={preview.preview} refusedRows={preview.refusedRows} exporting={exporting} />
      </div>
    </section>
  );
}
