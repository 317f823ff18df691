import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { TransferRow } from '../../../contract/app/stock.ts';
import { engine } from '../../engine.ts';
import { ConfirmFoot, ConfirmNotice } from '../../parts/deed-panel.tsx';
import { focusField, useFieldWalk } from '../../parts/fields.ts';
import { useKey } from '../../parts/keys.ts';
import { useConfirm } from '../../parts/use-confirm.ts';
import { type DraftForm, WithDraft } from '../../parts/with-draft.tsx';
import { type AcceptFields, acceptRules } from './drafts.ts';
import { BookFields, CardsField } from './goods-fields.tsx';
import { PrintMove } from './print-move.tsx';
import { type Difference, differenceOf, type Sent } from './short.ts';

type Props = {
  readonly row: TransferRow;
  /** Of its cards, those that are still under way. */
  readonly ranges: Sent['ranges'];
  readonly as: 'addressee' | 'sender';
  readonly onClose: () => void;
};

type Made = { readonly document: string; readonly left: TransferRow | null };

function Short({ difference }: { readonly difference: Difference }) {
  if (difference.kind === 'none') return <p className="field-hint">清点与发出的一致。</p>;
  if (difference.kind === 'unread') return <p className="field-hint field-error">{difference.words}</p>;
  return (
    <div className="remarks" role="status">
      {difference.words.map((words) => (
        <p key={words}>{words}</p>
      ))}
      <p>缺的仍在途，由发出人负责，找到后可再签收，或由发出方收回。</p>
    </div>
  );
}

function Done({
  made,
  verb,
  onClose,
}: {
  readonly made: Made;
  readonly verb: string;
  readonly onClose: () => void;
}) {
  const next = useRef<HTMLButtonElement>(null);
  useEffect(() => next.current?.focus(), []);
  return (
    <section className="panel done" aria-label={`${verb}结果`}>
      <p className="sold" role="status">
        <strong>已{verb}</strong>
        <span>签收单 {made.document}，已保存在本机</span>
      </p>
      {made.left !== null && (
        <p>还有一部分在途：{made.left.cardText === '' ? '教材' : made.left.cardText}。</p>
      )}
      <div className="panel-foot">
        <Button ref={next} type="primary" size="large" onClick={onClose}>
          返回领用
        </Button>
        <PrintMove name="签收单" document={made.document} />
      </div>
    </section>
  );
}

/** What was sent stands in the fields; whoever counts takes out what is missing, and the difference is named. */
export function Accept(props: Props) {
  const { row, ranges, as, onClose } = props;
  const verb = as === 'addressee' ? '签收' : '收回';
  const [made, setMade] = useState<Made | null>(null);
  useKey({ keys: 'Escape', label: '返回', run: onClose });
  if (made !== null) return <Done made={made} verb={verb} onClose={onClose} />;
  return (
    <WithDraft kind={`accept/${row.transfer}`} rules={acceptRules({ ...row, ranges })}>
      {(draft) => <Counting {...props} verb={verb} draft={draft} onDone={setMade} />}
    </WithDraft>
  );
}

type CountingProps = Props & {
  readonly verb: string;
  readonly draft: DraftForm<AcceptFields>;
  readonly onDone: (made: Made) => void;
};

function Counting({ row, ranges, as, verb, draft, onDone, onClose }: CountingProps) {
  const { fields, change, deed } = draft;
  const { cards, books } = fields;
  const send = (request: string) =>
    engine.custody.accept({ request, transfer: row.transfer, as, cards, books: [...books] });
  const form = useConfirm<Made>(send, onDone, deed);
  const difference = differenceOf({ ranges, books: row.books }, cards, books);
  const blocked = form.busy ? `正在${verb}` : difference.kind === 'unread' ? difference.words : null;
  const box = useRef<HTMLElement>(null);
  const walk = useFieldWalk(box);
  const first = row.cards > 0 ? 'cards' : (row.books[0]?.textbook ?? 'confirm');
  useEffect(() => focusField(box.current, first), [first]);
  return (
    <section
      className="panel"
      aria-label={`清点${verb}`}
      ref={box}
      onKeyDown={(event) => event.key === 'Enter' && walk(event)}
    >
      <div className="panel-head">
        <h2>{`${verb} ${row.document}`}</h2>
        <p className="field-hint">
          {row.from} → {row.to}，{row.sentBy} {row.sentDay} 发出
        </p>
      </div>
      <ConfirmNotice form={form} />
      <fieldset className="hand" disabled={form.held} aria-label="清点到的货">
        {row.cards > 0 && (
          <CardsField
            value={cards}
            onChange={(text) => change({ cards: text })}
            hint={`发来 ${row.cards} 张：${row.cardText}。逐段清点，去掉没收到的号`}
            error={null}
          />
        )}
        <BookFields
          titles={row.books.map(({ textbook, title, quantity }) => ({ textbook, title, most: quantity }))}
          counts={books}
          onChange={(counts) => change({ books: counts })}
          from="发来"
        />
      </fieldset>
      <Short difference={difference} />
      <ConfirmFoot label={verb} busy={form.busy} blocked={blocked} onConfirm={form.confirm} quiet>
        <Button size="large" onClick={onClose}>
          返回 Esc
        </Button>
      </ConfirmFoot>
    </section>
  );
}
