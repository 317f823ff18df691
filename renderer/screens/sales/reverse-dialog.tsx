import { useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useRef, useState } from 'react';
import type { ReversalPreview, SaleRow } from '../../../contract/app/sales.ts';
import { type ReversalReason, refundInWords, reversalReasons } from '../../../contract/domain/reversal.ts';
import { ask } from '../../engine.ts';
import { ApprovalDialog } from '../../parts/approval.tsx';
import { Choice } from '../../parts/choice.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { useFieldWalk } from '../../parts/fields.ts';
import { useKey } from '../../parts/keys.ts';
import { yuan } from '../../parts/money.tsx';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Waiting } from '../../parts/screen.tsx';
import { problemOf } from '../../problem.ts';
import { useReverse } from './use-reverse.ts';

export type Refunds = ReversalPreview['refunds'];

type RefundProps = { readonly refunds: Refunds; readonly pays?: 'drawer' | 'finance' };

/** Money to give back, by stream and in the way it was paid. */
export function RefundList({ refunds, pays = 'drawer' }: RefundProps) {
  return (
    <ul className="refunds">
      {refunds.map(({ stream, method, fen }) => (
        <li key={`${stream} ${method}`}>
          {refundInWords({ stream, method }, pays)} <strong className="figures">{yuan(fen)}</strong>
        </li>
      ))}
    </ul>
  );
}

const reasons = reversalReasons.map((value) => ({ value, label: value }));

type Props = {
  readonly sale: SaleRow;
  readonly onDone: (sale: SaleRow, refunds: Refunds) => void;
  readonly onClose: () => void;
};

/** 冲销: why, what goes back, then a supervisor's consent. Nothing is written before that. */
export function ReverseDialog({ sale, onDone, onClose }: Props) {
  const preview = useQuery(
    ask.sales.reversal.queryOptions({ input: { sale: sale.sale }, staleTime: 0, gcTime: 0 }),
  );
  return (
    <>
      {preview.data === undefined ? (
        <Dialog title={`冲销 ${sale.document}`} onClose={onClose}>
          {preview.error === null && <Waiting label="正在核对这笔销售" />}
          {preview.error !== null && <ProblemBox problem={problemOf(preview.error)} onDismiss={onClose} />}
        </Dialog>
      ) : (
        <ReverseForm sale={sale} preview={preview.data} onDone={onDone} onClose={onClose} />
      )}
    </>
  );
}

function ReverseForm({ sale, preview, onDone, onClose }: Props & { readonly preview: ReversalPreview }) {
  const [reason, setReason] = useState<ReversalReason | null>(null);
  const [remark, setRemark] = useState('');
  const [asked, setAsked] = useState(false);
  const [approving, setApproving] = useState(false);
  const reversing = useReverse(sale.sale, (row) => onDone(row, preview.refunds));
  function next(): void {
    setAsked(true);
    if (reason !== null) setApproving(true);
  }
  const button = <NextButton onNext={next} />;
  const missing = asked && reason === null ? '请选择冲销原因' : null;
  return (
    <Dialog title={`冲销 ${sale.document}`} onClose={onClose} actions={button}>
      <Facts sale={sale} preview={preview} />
      <Why reason={reason} onReason={setReason} remark={remark} onRemark={setRemark} error={missing} />
      {approving && reason !== null && (
        <ApprovalDialog
          what={`冲销 ${sale.document}，${reason}`}
          approvers={preview.approvers}
          busy={reversing.busy}
          problem={reversing.problem}
          onApprove={(approval) => reversing.reverse({ reason, remark: remark.trim(), approval })}
          onForget={reversing.forget}
          onClose={() => setApproving(false)}
        />
      )}
    </Dialog>
  );
}

/** In the dialog's own layer of keys. */
function NextButton({ onNext }: { readonly onNext: () => void }) {
  useKey({ keys: 'F9', label: '请主管批准', run: onNext });
  return (
    <Button type="primary" onClick={onNext}>
      请主管批准 F9
    </Button>
  );
}

function Facts({ sale, preview }: { readonly sale: SaleRow; readonly preview: ReversalPreview }) {
  const goods = [sale.cards > 0 && `卡 ${sale.cards} 张`, preview.books > 0 && `教材 ${preview.books} 本`];
  return (
    <div className="panel-text">
      <p>
        {sale.buyer} · {sale.cardText} · {yuan(sale.totalFen)}
      </p>
      <p>冲销后{goods.filter((one) => one !== false).join('、')}回到本机钱柜，须退给购卡人：</p>
      <RefundList refunds={preview.refunds} />
      {preview.receipts.length > 0 && (
        <p>
          请收回<strong className="figures">{preview.receipts.join('、')}</strong>
          各联，加盖作废章；冲销后号码随之作废，不能再用。
        </p>
      )}
    </div>
  );
}

type WhyProps = {
  readonly reason: ReversalReason | null;
  readonly onReason: (reason: ReversalReason) => void;
  readonly remark: string;
  readonly onRemark: (remark: string) => void;
  readonly error: string | null;
};

function Why({ reason, onReason, remark, onRemark, error }: WhyProps) {
  const box = useRef<HTMLFormElement>(null);
  const walk = useFieldWalk(box);
  return (
    <form className="why" ref={box} onKeyDown={walk} onSubmit={(event) => event.preventDefault()}>
      <Choice
        label="冲销原因"
        field="reason"
        options={reasons}
        value={reason}
        onChange={onReason}
        error={error}
      />
      <Field label="说明（可不填）" htmlFor="reverse-remark">
        <Input
          id="reverse-remark"
          data-field="remark"
          autoComplete="off"
          maxLength={60}
          value={remark}
          onChange={(event) => onRemark(event.target.value)}
        />
      </Field>
    </form>
  );
}
