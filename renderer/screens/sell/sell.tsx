import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { type RefObject, useEffect, useRef, useState } from 'react';
import type { Problem } from '../../../contract/app/problem.ts';
import type { Offer, SaleRow } from '../../../contract/app/sales.ts';
import { isOutside } from '../../../contract/domain/areas.ts';
import { ask } from '../../engine.ts';
import { focusField, useFieldWalk } from '../../parts/fields.ts';
import { useKey } from '../../parts/keys.ts';
import { ProblemBox, StandingNotice } from '../../parts/problem-box.tsx';
import { Screen, Waiting } from '../../parts/screen.tsx';
import { problemOf, unsureProblem } from '../../problem.ts';
import type { Job } from '../frame/jobs.tsx';

import { useOwnAreas } from './areas.ts';
import { BooksPart } from './books.tsx';
import { BuyerField } from './buyer.tsx';
import { CardsField } from './cards.tsx';
import { CoursePart } from './course.tsx';
import { totalsOf } from './due.ts';
import { areaOf, isEmpty, type SaleForm } from './form.ts';
import { useSaleForm } from './form-context.tsx';
import { HeldButtons, HeldPart } from './held.tsx';
import { NewBuyer } from './new-buyer.tsx';
import { OutsideBox } from './outside.tsx';
import { PaperPart } from './paper.tsx';
import { Payment } from './payment.tsx';
import { SoldSlip } from './sold-slip.tsx';
import { Summary } from './summary.tsx';
import { Undrawable } from './undrawable.tsx';
import { UnreadableDraft } from './unreadable-draft.tsx';
import { type Held, useHeld } from './use-held.ts';
import { useTakePayment } from './use-take-payment.ts';

type FormProps = { readonly offers: readonly Offer[]; readonly offer: Offer; readonly held: Held };

type Sold = { readonly sale: SaleRow; readonly changeFen: number };

/** The cursor stands where the next sale begins: at first, and whenever a slip is closed. */
function useCursor(box: RefObject<HTMLFormElement | null>, sold: Sold | null, problem: Problem | null): void {
  useEffect(() => {
    if (sold !== null) return;
    focusField(box.current, 'take');
    // Closed while it is unsure whether the sale was made; then the cursor stays on 收款.
    focusField(box.current, 'buyer');
  }, [box, sold]);
  // The sheet is closed while the sale is under way, which takes the cursor out of it.
  useEffect(() => {
    if (problem !== null) focusField(box.current, 'take');
  }, [box, problem]);
}

/** What was entered for a course stays with it. */
function useCourseKnown(course: string): void {
  const { form, change } = useSaleForm();
  const unknown = form.course === null && !isEmpty(form);
  useEffect(() => {
    if (unknown) change({ type: 'courseKnown', course });
  }, [unknown, course, change]);
}

function SaleSheet({ offers, offer, held }: FormProps) {
  const { form, change } = useSaleForm();
  const ownAreas = useOwnAreas();
  const box = useRef<HTMLFormElement>(null);
  const [sold, setSold] = useState<Sold | null>(null);
  const payment = useTakePayment(
    { offer, ownAreas },
    (sale, changeFen) => setSold({ sale, changeFen }),
    ({ field }) => focusField(box.current, field),
  );
  const walk = useFieldWalk(box);
  const busy = payment.busy || held.busy;
  useKey({ keys: 'F9', label: '收款', run: payment.take, blocked: whyNotTaken(payment.busy, held.busy) });
  useCourseKnown(offer.course);
  useCursor(box, sold, payment.problem);
  const wordsFor = (field: string) => (payment.missing?.field === field ? payment.missing.words : null);
  const area = areaOf(form);
  return (
    <form className="sell" ref={box} onKeyDown={walk} onSubmit={(event) => event.preventDefault()}>
      {payment.problem !== null && <ProblemBox problem={payment.problem} onDismiss={payment.forget} />}
      {payment.problem === null && form.unsure && !payment.busy && (
        <StandingNotice problem={unsureProblem()} />
      )}
      <fieldset className="sheet" disabled={busy || form.unsure} aria-label="售卡单">
        <CoursePart offers={offers} offer={offer} onChoose={(course) => change({ type: 'course', course })} />
        <BuyerField error={wordsFor('buyer')} toCards={() => focusField(box.current, 'cards')} />
        <NewBuyer error={wordsFor('area')} />
        <Undrawable />
        {area !== null && ownAreas !== null && isOutside(ownAreas, area) && (
          <OutsideBox area={area} ownAreas={ownAreas} error={wordsFor('outside')} />
        )}
        <CardsField course={offer.course} error={wordsFor('cards')} />
        <BooksPart titles={offer.textbooks} wordsFor={wordsFor} />
        <PaperPart wordsFor={wordsFor} />
        <Payment totals={totalsOf(form, offer)} wordsFor={wordsFor} />
      </fieldset>
      <div className="sell-side">
        <Summary offer={offer} busy={busy} onTake={payment.take} wordsFor={wordsFor} />
      </div>
      {sold !== null && <SoldSlip {...sold} onClose={() => setSold(null)} />}
    </form>
  );
}

function whyNotTaken(taking: boolean, moving: boolean): string | null {
  if (taking) return '正在收款';
  return moving ? '正在挂单或取单' : null;
}

/** The course of what was entered; chosen alone it counts only while it is on sale. */
function offerFor(offers: readonly Offer[], form: SaleForm): Offer | undefined {
  const chosen = offers.find((one) => one.course === form.course);
  if (chosen !== undefined && (chosen.open || !isEmpty(form) || form.unsure)) return chosen;
  return offers.find((one) => one.open);
}

type Props = { readonly onGo: (job: Job) => void };

/** F2: one sale after the other, by keyboard. */
export function Sell({ onGo }: Props) {
  const offers = useQuery(ask.sales.offers.queryOptions());
  const { form, drafts } = useSaleForm();
  const { data } = offers;
  const offer = offerFor(data ?? [], form);
  const held = useHeld(offer?.course ?? null);
  return (
    <Screen title="售卡" aside={drafts.ready && <HeldButtons held={held} />}>
      {offers.error !== null && (
        <ProblemBox problem={problemOf(offers.error)} onDismiss={() => void offers.refetch()} />
      )}
      {drafts.problem !== null && (
        <ProblemBox problem={drafts.problem} onDismiss={() => void drafts.load()} />
      )}
      {offers.isPending && <Waiting label="正在读取科目" />}
      {drafts.unreadable && <UnreadableDraft onForget={drafts.forget} />}
      {drafts.ready && <HeldPart held={held} />}
      {data !== undefined && offer === undefined && (
        <div className="empty">
          <p>今天没有在销售期内的科目，不能售卡。</p>
          <Button onClick={() => onGo('sales')}>看销售记录</Button>
        </div>
      )}
      {data !== undefined && offer !== undefined && drafts.ready && (
        <SaleSheet offers={data} offer={offer} held={held} />
      )}
    </Screen>
  );
}
