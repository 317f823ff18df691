import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useDeferredValue, useEffect, useRef, useState } from 'react';
import type { ReturnPreview, ReturnRow } from '../../../contract/app/returns.ts';
import { OTHER_REASON, type ReturnReason, returnReasons } from '../../../contract/domain/returns.ts';
import { ask, engine } from '../../engine.ts';
import { ApprovalDialog } from '../../parts/approval.tsx';
import { Checks } from '../../parts/checks.tsx';
import { Choice } from '../../parts/choice.tsx';
import { ConfirmFoot } from '../../parts/deed-panel.tsx';
import { Field } from '../../parts/field.tsx';
import { focusField, useFieldWalk } from '../../parts/fields.ts';
import { useKey } from '../../parts/keys.ts';
import { yuan } from '../../parts/money.tsx';
import { problemOf } from '../../problem.ts';
import { RefundList } from '../sales/reverse-dialog.tsx';
import { Facts, GoodsFields, type GoodsText, goodsIn, wholeOf } from './goods.tsx';
import { Receipts } from './receipts.tsx';
import { useStep } from './use-step.ts';

type Props = {
  /** As it was scanned or typed. */
  readonly slip: string;
  readonly preview: ReturnPreview;
  readonly onDone: (row: ReturnRow) => void;
  readonly onLeave: () => void;
};

type Seen = 'slip' | 'coating';
type Approved = Parameters<typeof engine.returns.make>[0]['approval'];

const reasons = returnReasons.map((value) => ({ value, label: value }));
const seenOptions = [
  { value: 'slip', label: '原单已收下核对' },
  { value: 'coating', label: '逐张看过，密码涂层完好' },
] as const;

function useQuote({ sale }: ReturnPreview, goods: GoodsText) {
  const asked = useDeferredValue(goods);
  const { cards, books } = goodsIn(asked);
  const empty = cards === '' && books.length === 0;
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

function useForm({ slip, preview, onDone }: Props) {
  const [goods, setGoods] = useState<GoodsText>({ cards: '', books: {} });
  const [seen, setSeen] = useState<readonly Seen[]>([]);
  const [reason, setReason] = useState<ReturnReason | null>(null);
  const [remark, setRemark] = useState('');
  const quote = useQuote(preview, goods);
  const step = useStep((request, approval: Approved) => {
    if (reason === null) throw new Error('approved without a reason');
    const { cards, books } = goodsIn(goods);
    return engine.returns.make({
      ...{ request, sale: preview.sale, slip, cards, books, reason, remark: remark.trim(), approval },
      coatingIntact: seen.includes('coating'),
      slipSeen: seen.includes('slip'),
    });
  }, onDone);
  let blocked: string | null = null;
  if (quote.problem !== null) blocked = '退回的卡或教材有问题，请先改正';
  else if (quote.data === null) blocked = '请填写退回的卡号或教材本数';
  else if (!seen.includes('slip')) blocked = '请收下原单，核对后勾选';
  else if (quote.data.cards > 0 && !seen.includes('coating')) blocked = '请逐张查看涂层后勾选';
  else if (reason === null) blocked = '请选择退回原因';
  else if (reason === OTHER_REASON && remark.trim() === '') blocked = '请在说明里写清原因';
  else if (!quote.current) blocked = '正在核对';
  return { goods, setGoods, seen, setSeen, reason, setReason, remark, setRemark, quote, step, blocked };
}

/** One sale's slip is on the counter: what comes back, what was looked at, why, and what it comes to. */
export function ReturnForm(props: Props) {
  const { preview, onLeave } = props;
  const form = useForm(props);
  const [approving, setApproving] = useState(false);
  const box = useRef<HTMLFormElement>(null);
  const walk = useFieldWalk(box);
  useEffect(() => focusField(box.current, preview.cards.length > 0 ? 'cards' : 'books'), [preview]);
  const all = () => form.setGoods(wholeOf(preview));
  useKey({ keys: 'F4', label: '全部退', run: all });
  return (
    <form
      className="panel"
      aria-label={`退回 ${preview.document}`}
      ref={box}
      onKeyDown={walk}
      onSubmit={(event) => event.preventDefault()}
    >
      <Facts preview={preview} />
      <div className="list-tools">
        <Button onClick={all}>全部退 F4</Button>
        <Button onClick={onLeave}>换一张单</Button>
      </div>
      <fieldset className="hand" aria-label="退回的内容">
        <GoodsFields
          preview={preview}
          goods={form.goods}
          onChange={form.setGoods}
          problem={form.quote.problem}
        />
        <Checks
          label="已核对（空格勾选）"
          options={seenOptions}
          chosen={form.seen}
          onChange={form.setSeen}
          field="seen"
        />
        <Why form={form} />
      </fieldset>
      <Quote preview={preview} quote={form.quote.data} />
      <ConfirmFoot
        label="请主管批准"
        busy={form.step.busy}
        blocked={form.blocked}
        onConfirm={() => setApproving(true)}
      />
      {approving && (
        <ApprovalDialog
          what={`退卡，原单 ${preview.document}，${form.reason}`}
          approvers={preview.approvers}
          busy={form.step.busy}
          problem={form.step.problem}
          onApprove={form.step.go}
          onForget={form.step.forget}
          onClose={() => setApproving(false)}
        />
      )}
    </form>
  );
}

function Why({ form }: { readonly form: ReturnType<typeof useForm> }) {
  return (
    <>
      <Choice
        label="退回原因"
        field="reason"
        options={reasons}
        value={form.reason}
        onChange={form.setReason}
      />
      <Field label="说明（选“其他”时必填）" htmlFor="return-remark">
        <Input
          id="return-remark"
          data-field="remark"
          autoComplete="off"
          maxLength={60}
          value={form.remark}
          onChange={(event) => form.setRemark(event.target.value)}
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
