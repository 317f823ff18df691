import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useDeferredValue, useEffect, useRef, useState } from 'react';
import type { CustodyPlaces } from '../../../contract/app/custody.ts';
import { ask, engine } from '../../engine.ts';
import { Choice } from '../../parts/choice.tsx';
import { focusField } from '../../parts/fields.ts';
import { useKey } from '../../parts/keys.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Waiting } from '../../parts/screen.tsx';
import { useConfirm } from '../../parts/use-confirm.ts';
import { problemOf } from '../../problem.ts';
import { type BookCount, BookFields, CardsField } from './goods-fields.tsx';

type From = 'till' | 'store';

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
      {sent.length > 0 && (
        <p className="sold" role="status">
          <strong>已发出</strong>
          <span>领用单 {sent.at(-1)}，等对方清点签收</span>
        </p>
      )}
      {/* Anew after each: the next form has its own request. */}
      <DispatchForm
        key={sent.length}
        places={places.data}
        onDone={({ document }) => setSent((before) => [...before, document])}
      />
    </>
  );
}

type FormProps = {
  readonly places: CustodyPlaces;
  readonly onDone: (made: { readonly document: string }) => void;
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

function useDispatchForm({ places, onDone }: FormProps) {
  const [from, setFrom] = useState<From>('till');
  const [chosen, setChosen] = useState<string | null>(null);
  const [cards, setCards] = useState('');
  const [books, setBooks] = useState<readonly BookCount[]>([]);
  const here = from === 'till' ? places.own : places.store;
  const targets = [places.own, places.store, ...places.others].filter(({ holder }) => holder !== here.holder);
  const destination = targets.find(({ holder }) => holder === chosen)?.holder ?? targets[0]?.holder ?? '';
  const check = useCheck(from, cards);
  const send = (request: string) =>
    engine.custody.dispatch({ request, from, destination, cards, books: [...books] });
  const confirm = useConfirm(send, onDone);
  const none = cards.trim() === '' && books.every(({ quantity }) => quantity.trim() === '');
  let blocked: string | null = null;
  if (confirm.busy) blocked = '正在发出';
  else if (check.problem !== null) blocked = '卡号有问题，请先改正';
  else if (none) blocked = '请填写卡号或教材本数';
  return {
    from,
    setFrom,
    here,
    targets,
    destination,
    setChosen,
    cards,
    setCards,
    books,
    setBooks,
    check,
    confirm,
    blocked,
  };
}

function DispatchForm(props: FormProps) {
  const form = useDispatchForm(props);
  const { check, confirm, blocked, from } = form;
  const box = useRef<HTMLElement>(null);
  const press = () => blocked === null && confirm.confirm();
  useKey({ keys: 'F9', label: '发出', run: press, blocked });
  useEffect(() => focusField(box.current, 'from'), []);
  const titles = props.places.titles.map(({ textbook, title, inTill, inStore }) => {
    return { textbook, title, most: from === 'till' ? inTill : inStore };
  });
  return (
    <section className="panel" aria-label="发出" ref={box}>
      {confirm.problem !== null && <ProblemBox problem={confirm.problem} onDismiss={confirm.forget} />}
      <fieldset className="hand" disabled={confirm.held} aria-label="领用单">
        <Choice<From>
          label="从哪里发出"
          field="from"
          options={[
            { value: 'till', label: props.places.own.name },
            { value: 'store', label: props.places.store.name },
          ]}
          value={from}
          onChange={form.setFrom}
        />
        <Choice
          label="发到哪里"
          field="to"
          options={form.targets.map(({ holder, name }) => ({ value: holder, label: name }))}
          value={form.destination}
          onChange={form.setChosen}
        />
        <CardsField
          value={form.cards}
          onChange={form.setCards}
          hint={
            check.count > 0
              ? `共 ${check.count.toLocaleString('zh-CN')} 张`
              : '单张 1001，号段 1001-1030，张数 1001+30，用逗号隔开；不发卡就空着'
          }
          error={check.problem?.happened ?? null}
        />
        <BookFields
          titles={titles}
          counts={form.books}
          onChange={form.setBooks}
          from={`${form.here.name}有`}
        />
      </fieldset>
      <div className="panel-foot">
        <Button
          data-field="confirm"
          type="primary"
          size="large"
          loading={confirm.busy}
          aria-disabled={blocked !== null}
          onClick={press}
        >
          发出 F9
        </Button>
        {blocked !== null && <span className="field-hint">{blocked}</span>}
      </div>
    </section>
  );
}
