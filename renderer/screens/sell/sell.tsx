import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { Offer, SaleRow } from '../../../contract/app/sales.ts';
import { ask } from '../../engine.ts';
import { focusField, useFieldWalk } from '../../parts/fields.ts';
import { useKey } from '../../parts/keys.ts';
import { Total } from '../../parts/money.tsx';
import { ProblemBox, StandingNotice } from '../../parts/problem-box.tsx';
import { Screen, Waiting } from '../../parts/screen.tsx';
import { problemOf, unsureProblem } from '../../problem.ts';
import type { Job } from '../frame/jobs.tsx';
import { SlipDialog } from '../slip/slip-dialog.tsx';
import { BuyerField } from './buyer.tsx';
import { CardsField } from './cards.tsx';
import { CoursePart } from './course.tsx';
import { countOf, isEmpty, totalFenOf } from './form.ts';
import { useSaleForm } from './form-context.tsx';
import { NewBuyer } from './new-buyer.tsx';
import { Payment } from './payment.tsx';
import { Undrawable } from './undrawable.tsx';
import { useTakePayment } from './use-take-payment.ts';

type FormProps = { readonly offers: readonly Offer[]; readonly offer: Offer };

function Summary({ busy, onTake }: { readonly busy: boolean; readonly onTake: () => void }) {
  const { form, change } = useSaleForm();
  return (
    <section className="summary" aria-label="本单合计">
      <p className="summary-count">
        <span>张数</span>
        <strong className="figures">{countOf(form)}</strong>
      </p>
      <Total label="应收" amountFen={totalFenOf(form)} />
      <Button type="primary" size="large" block data-field="take" loading={busy} onClick={onTake}>
        收款 F9
      </Button>
      <Button
        type="text"
        block
        disabled={busy || form.unsure || isEmpty(form)}
        onClick={() => {
          change({ type: 'fresh', request: crypto.randomUUID() });
          document.getElementById('buyer')?.focus();
        }}
      >
        清空重填
      </Button>
    </section>
  );
}

function SaleSheet({ offers, offer }: FormProps) {
  const { form, change } = useSaleForm();
  const box = useRef<HTMLFormElement>(null);
  const [sold, setSold] = useState<SaleRow | null>(null);
  const payment = useTakePayment(offer.course, setSold, ({ field }) => focusField(box.current, field));
  const walk = useFieldWalk(box);
  useKey({ keys: 'F9', label: '收款', run: payment.take, blocked: payment.busy ? '正在收款' : null });
  // The cursor stands where the next sale begins: at first, and whenever a slip is closed.
  useEffect(() => {
    if (sold !== null) return;
    focusField(box.current, 'take');
    // Closed while it is unsure whether the sale was made; then the cursor stays on 收款.
    focusField(box.current, 'buyer');
  }, [sold]);
  // The sheet is closed while the sale is under way, which takes the cursor out of it.
  useEffect(() => {
    if (payment.problem !== null) focusField(box.current, 'take');
  }, [payment.problem]);
  const wordsFor = (field: string) => (payment.missing?.field === field ? payment.missing.words : null);
  return (
    <form className="sell" ref={box} onKeyDown={walk} onSubmit={(event) => event.preventDefault()}>
      {payment.problem !== null && <ProblemBox problem={payment.problem} onDismiss={payment.forget} />}
      {payment.problem === null && form.unsure && !payment.busy && (
        <StandingNotice problem={unsureProblem()} />
      )}
      <fieldset className="sheet" disabled={payment.busy || form.unsure} aria-label="售卡单">
        <CoursePart offers={offers} offer={offer} onChoose={(course) => change({ type: 'course', course })} />
        <BuyerField error={wordsFor('buyer')} toCards={() => focusField(box.current, 'cards')} />
        <NewBuyer error={wordsFor('area')} />
        <Undrawable />
        <CardsField course={offer.course} error={wordsFor('cards')} />
        <Payment error={wordsFor('reference')} />
      </fieldset>
      <div className="sell-side">
        <Summary busy={payment.busy} onTake={payment.take} />
      </div>
      {sold !== null && <SlipDialog sale={sold} justSold onClose={() => setSold(null)} />}
    </form>
  );
}

type Props = { readonly onGo: (job: Job) => void };

/** F2: one sale after the other, by keyboard. */
export function Sell({ onGo }: Props) {
  const offers = useQuery(ask.sales.offers.queryOptions());
  const { form } = useSaleForm();
  const { data } = offers;
  const offer = data?.find((one) => one.course === form.course) ?? data?.find((one) => one.open);
  return (
    <Screen title="售卡">
      {offers.error !== null && (
        <ProblemBox problem={problemOf(offers.error)} onDismiss={() => void offers.refetch()} />
      )}
      {offers.isPending && <Waiting label="正在读取科目" />}
      {data !== undefined && offer === undefined && (
        <div className="empty">
          <p>今天没有在销售期内的科目，不能售卡。</p>
          <Button onClick={() => onGo('sales')}>看销售记录</Button>
        </div>
      )}
      {data !== undefined && offer !== undefined && <SaleSheet offers={data} offer={offer} />}
    </Screen>
  );
}
