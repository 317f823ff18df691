import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import type { ReturnPreview, ReturnRow } from '../../../contract/app/returns.ts';
import { OTHER_REASON, returnReasons } from '../../../contract/domain/returns.ts';
import { ask, engine } from '../../engine.ts';
import { ApprovalDialog } from '../../parts/approval.tsx';
import { Checks } from '../../parts/checks.tsx';
import { Choice } from '../../parts/choice.tsx';
import { ConfirmFoot, ConfirmNotice } from '../../parts/deed-panel.tsx';
import { Field } from '../../parts/field.tsx';
import { focusField, useFieldWalk } from '../../parts/fields.ts';
import { useKey } from '../../parts/keys.ts';
import { yuan } from '../../parts/money.tsx';
import { useConfirm } from '../../parts/use-confirm.ts';
import type { DraftForm } from '../../parts/with-draft.tsx';
import { problemOf } from '../../problem.ts';
import { RefundList } from '../sales/reverse-dialog.tsx';
import type { ReturnFields } from './drafts.ts';
import { Facts, GoodsFields, goodsIn, wholeOf } from './goods.tsx';
import { Receipts } from './receipts.tsx';

type Props = {
  readonly preview: ReturnPreview;
  readonly draft: DraftForm<ReturnFields>;
  readonly onDone: (row: ReturnRow) => void;
  readonly onLeave: () => void;
};

type Approved = Parameters<typeof engine.returns.make>[0]['approval'];

const reasons = returnReasons.map((value) => ({ value, label: value }));
const seenOptions = [
  { value: 'slip', label: '原单已收下核对' },
  { value: 'coating', label: '逐张看过，密码涂层完好' },
] as const;

/** While nothing says what became of a press, the goods may be back already: there is nothing to quote. */
function useQuote({ sale }: ReturnPreview, { cards: typed, books: copies }: ReturnFields, held: boolean) {
  const goods = useMemo(() => ({ cards: typed, books: copies }), [typed, copies]);
  const asked = useDeferredValue(goods);
  const { cards, books } = goodsIn(asked);
  const empty = held || (cards === '' && books.length === 0);
  const quote = useQuery({
    ...ask.returns.quote.queryOptions({ input: { sale, cards, books }, placeholderData: keepPreviousData }),
    enabled: !empty,
  });
  const current = asked === goods && !quote.isFetching;
  return {
    data: empty || quote.error !== null ? null : (quote.data ?? null),
    problem: empty || quote.error === null ? null : problemOf(quote.error),
    current,
  };
}

function useForm({ preview, draft, onDone }: Props) {
  const { fields, change, deed } = draft;
  const { slip, seen, reason, remark } = fields;
  const quote = useQuote(preview, fields, deed.unsure);
  const send = (request: string, approval: Approved) => {
    if (reason === null) throw new Error('approved without a reason');
    const { cards, books } = goodsIn(fields);
    return engine.returns.make({
      ...{ request, sale: preview.sale, slip, cards, books, reason, remark: remark.trim(), approval },
      coatingIntact: seen.includes('coating'),
      slipSeen: seen.includes('slip'),
    });
  };
  const step = useConfirm(send, onDone, deed);
  return { fields, change, quote, step, blocked: deed.unsure ? null : whyBlocked(fields, quote) };
}

function whyBlocked(
  { seen, reason, remark }: ReturnFields,
  quote: ReturnType<typeof useQuote>,
): string | null {
  if (quote.problem !== null) return '退回的卡或教材有问题，请先改正';
  if (quote.data === null) return '请填写退回的卡号或教材本数';
  if (!seen.includes('slip')) return '请收下原单，核对后勾选';
  if (quote.data.cards > 0 && !seen.includes('coating')) return '请逐张查看涂层后勾选';
  if (reason === null) return '请选择退回原因';
  if (reason === OTHER_REASON && remark.trim() === '') return '请在说明里写清原因';
  return quote.current ? null : '正在核对';
}

/** One sale's slip is on the counter: what comes back, what was looked at, why, and what it comes to. */
export function ReturnForm(props: Props) {
  const { preview, onLeave } = props;
  const form = useForm(props);
  const { fields, change, quote, step, blocked } = form;
  const [approving, setApproving] = useState(false);
  const box = useRef<HTMLFormElement>(null);
  const walk = useFieldWalk(box);
  useEffect(() => focusField(box.current, preview.cards.length > 0 ? 'cards' : 'books'), [preview]);
  const all = () => change(wholeOf(preview));
  useKey({ keys: 'F4', label: '全部退', run: all, blocked: step.held ? '正在办理' : null });
  return (
    <form
      className="panel"
      aria-label={`退回 ${preview.document}`}
      ref={box}
      onKeyDown={walk}
      onSubmit={(event) => event.preventDefault()}
    >
      <Facts preview={preview} />
      {!approving && <ConfirmNotice form={step} />}
      <div className="list-tools">
        <Button disabled={step.held} onClick={all}>
          全部退 F4
        </Button>
        <Button disabled={step.held} onClick={onLeave}>
          换一张单
        </Button>
      </div>
      <fieldset className="hand" disabled={step.held} aria-label="退回的内容">
        <GoodsFields preview={preview} goods={fields} onChange={change} problem={quote.problem} />
        <Why fields={fields} onChange={change} />
      </fieldset>
      <Quote preview={preview} quote={quote.data} />
      <ConfirmFoot
        label="请主管批准"
        busy={step.busy}
        blocked={blocked}
        onConfirm={() => setApproving(true)}
      />
      {approving && (
        <ApprovalDialog
          what={`退卡，原单 ${preview.document}，${fields.reason}`}
          approvers={preview.approvers}
          busy={step.busy}
          problem={step.problem}
          onApprove={step.confirm}
          onForget={step.forget}
          onClose={() => setApproving(false)}
        />
      )}
    </form>
  );
}

type WhyProps = {
  readonly fields: ReturnFields;
  readonly onChange: (part: Partial<ReturnFields>) => void;
};

/** What was looked at, and why the goods come back. */
function Why({ fields: { seen, reason, remark }, onChange }: WhyProps) {
  return (
    <>
      <Checks
        label="已核对（空格勾选）"
        options={seenOptions}
        chosen={seen}
        onChange={(chosen) => onChange({ seen: chosen })}
        field="seen"
      />
      <Choice
        label="退回原因"
        field="reason"
        options={reasons}
        value={reason}
        onChange={(chosen) => onChange({ reason: chosen })}
      />
      <Field label="说明（选“其他”时必填）" htmlFor="return-remark">
        <Input
          id="return-remark"
          data-field="remark"
          autoComplete="off"
          maxLength={60}
          value={remark}
          onChange={(event) => onChange({ remark: event.target.value })}
        />
      </Field>
    </>
  );
}

type QuoteProps = {
  readonly preview: ReturnPreview;
  readonly quote: ReturnType<typeof useQuote>['data'];
};

/** Who pays how much, in the ways it was paid. */
function Quote({ preview, quote }: QuoteProps) {
  if (quote === null) return null;
  return (
    <div className="panel-text" role="status">
      <p>
        应退 <strong className="figures">{yuan(quote.totalFen)}</strong>
        {preview.pays === 'drawer'
          ? '，由本机钱柜当场退款：'
          : `，柜台不付现金（${preview.whyFinance}），批准后成为退付申请，由财政退付：`}
      </p>
      <RefundList refunds={quote.refunds} pays={preview.pays} />
      {quote.spoiled.length > 0 && <Receipts {...quote} />}
    </div>
  );
}
