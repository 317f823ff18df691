import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useEffect, useRef, useState } from 'react';
import type { CustodyPlaces } from '../../../contract/app/custody.ts';
import { ask, engine } from '../../engine.ts';
import { Choice } from '../../parts/choice.tsx';
import { DeedPanel } from '../../parts/deed-panel.tsx';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Waiting } from '../../parts/screen.tsx';
import { useConfirm } from '../../parts/use-confirm.ts';
import { type DraftForm, WithDraft } from '../../parts/with-draft.tsx';
import { problemOf } from '../../problem.ts';
import { type DispatchFields, dispatchRules, type From } from './drafts.ts';
import { BookFields, CardsField } from './goods-fields.tsx';
import { PrintMove } from './print-move.tsx';

/** 发出: from the own till or the store-room to another place of the point. */
export function Dispatch() {
  const places = useQuery(ask.custody.places.queryOptions());
  const [sent, setSent] = useState<readonly string[]>([]);
  if (places.error !== null) {
    return <ProblemBox problem={problemOf(places.error)} onDismiss={() => void places.refetch()} />;
  }
  if (places.data === undefined) return <Waiting label="正在读取" />;
  return (
    <>
      <Sent document={sent.at(-1)} />
      {/* Anew after each: the next form has its own request. */}
      <WithDraft key={sent.length} kind="dispatch" rules={dispatchRules}>
        {(draft) => (
          <DispatchForm
            places={places.data}
            onDone={({ document }) => setSent((before) => [...before, document])}
            draft={draft}
          />
        )}
      </WithDraft>
    </>
  );
}

/** Seen whole above the next form, also at large type. */
function Sent({ document }: { readonly document: string | undefined }) {
  const words = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (document !== undefined) words.current?.scrollIntoView({ block: 'nearest' });
  }, [document]);
  if (document === undefined) return null;
  return (
    <div className="sent" ref={words}>
      <p className="sold" role="status">
        <strong>已发出</strong>
        <span>领用单 {document}，等对方清点签收</span>
      </p>
      <PrintMove name="领用单" document={document} />
    </div>
  );
}

type FormProps = {
  readonly places: CustodyPlaces;
  readonly onDone: (made: { readonly document: string }) => void;
  readonly draft: DraftForm<DispatchFields>;
};

function useCheck(from: From, cards: string) {
  const asked = useDeferredValue(cards.trim());
  const check = useQuery({
    ...ask.custody.checkCards.queryOptions({
      input: { from, cards: asked },
      placeholderData: keepPreviousData,
    }),
    enabled: asked !== '',
  });
  if (asked === '') return { count: 0, problem: null };
  const { error, data } = check;
  return {
    count: error === null ? (data?.count ?? 0) : 0,
    problem: error === null ? null : problemOf(error),
  };
}

function useDispatchForm({ places, onDone, draft }: FormProps) {
  const { from, chosen, cards, books } = draft.fields;
  const here = from === 'till' ? places.own : places.store;
  const targets = [places.own, places.store, ...places.others].filter(({ holder }) => holder !== here.holder);
  const destination = targets.find(({ holder }) => holder === chosen)?.holder ?? targets[0]?.holder ?? '';
  const check = useCheck(from, cards);
  const send = (request: string) =>
    engine.custody.dispatch({ request, from, destination, cards, books: [...books] });
  const confirm = useConfirm(send, onDone, draft.deed);
  const none = cards.trim() === '' && books.every(({ quantity }) => quantity.trim() === '');
  let blocked: string | null = null;
  if (confirm.busy) blocked = '正在发出';
  else if (check.problem !== null) blocked = '卡号有问题，请先改正';
  else if (none) blocked = '请填写卡号或教材本数';
  return { here, targets, destination, check, confirm, blocked };
}

function DispatchForm(props: FormProps) {
  const { places, draft } = props;
  const { fields, change } = draft;
  const { from, cards, books } = fields;
  const { here, targets, destination, check, confirm, blocked } = useDispatchForm(props);
  const box = useRef<HTMLElement>(null);
  const titles = places.titles.map(({ textbook, title, inTill, inStore }) => {
    return { textbook, title, most: from === 'till' ? inTill : inStore };
  });
  return (
    <DeedPanel
      name="发出"
      contents="领用单"
      box={box}
      first="from"
      verb="发出"
      form={confirm}
      blocked={blocked}
    >
      <Choice<From>
        label="从哪里发出"
        field="from"
        options={[
          { value: 'till', label: places.own.name },
          { value: 'store', label: places.store.name },
        ]}
        value={from}
        onChange={(next) => change({ from: next })}
      />
      <Choice
        label="发到哪里"
        field="to"
        options={targets.map(({ holder, name }) => ({ value: holder, label: name }))}
        value={destination}
        onChange={(chosen) => change({ chosen })}
      />
      <CardsField
        value={cards}
        onChange={(text) => change({ cards: text })}
        hint={
          check.count > 0
            ? `共 ${check.count.toLocaleString('zh-CN')} 张`
            : '单张 1001，号段 1001-1030，张数 1001+30，用逗号隔开；不发卡就空着'
        }
        error={check.problem?.happened ?? null}
      />
      <BookFields
        titles={titles}
        counts={books}
        onChange={(counts) => change({ books: counts })}
        from={`${here.name}有`}
      />
    </DeedPanel>
  );
}
