import { Input } from 'antd';
import type { Problem } from '../../../contract/app/problem.ts';
import type { ReturnPreview } from '../../../contract/app/returns.ts';
import { type CardRange, formatRange } from '../../../contract/domain/card-range.ts';
import { Checks } from '../../parts/checks.tsx';
import { Field } from '../../parts/field.tsx';
import { useScan } from '../../parts/scanner.ts';
import { withScanned } from '../custody/scanned.ts';
import { type Goods, linesOf, tickedIn, withTicked } from './lines.ts';

function runsOf({ cards }: ReturnPreview): string {
  return cards.map((run) => formatRange(run as unknown as CardRange)).join('；');
}

/** Everything the buyer still has of the sale. */
export function wholeOf(preview: ReturnPreview): Goods {
  const books = preview.books.map(({ textbook, quantity }) => [textbook, String(quantity)] as const);
  return { cards: runsOf(preview), books: Object.fromEntries(books) };
}

/** As the engine takes it; a quantity that is no number is left for it to refuse. */
export function goodsIn({ cards, books }: Goods) {
  const lines = Object.entries(books).flatMap(([textbook, typed]) => {
    const quantity = Number(typed.trim());
    return typed.trim() === '' || quantity === 0 ? [] : [{ textbook, quantity }];
  });
  return { cards: cards.trim(), books: lines };
}

/** The sale, as the clerk compares it with the slip in hand. */
export function Facts({ preview }: { readonly preview: ReturnPreview }) {
  const { document, businessDay, time, clerk, buyer, receipts } = preview;
  return (
    <div className="panel-text">
      <p>
        <strong className="figures">{document}</strong> · {businessDay} {time} · {clerk} · {buyer}
      </p>
      {receipts.length > 0 && (
        <p>
          已开 <strong className="figures">{receipts.join('、')}</strong>
          ：退哪一种就收回哪一种，各联盖作废章。
        </p>
      )}
    </div>
  );
}

type Props = {
  readonly preview: ReturnPreview;
  readonly goods: Goods;
  readonly onChange: (goods: Goods) => void;
  readonly problem: Problem | null;
};

/** Whole lines ticked, cards scanned one by one or typed as runs, books by copies. */
export function GoodsFields({ preview, goods, onChange, problem }: Props) {
  useScan('return-cards', (text) => onChange({ ...goods, cards: withScanned(goods.cards, text) }));
  const error = problem === null ? null : `${problem.happened}${problem.todo}`;
  const onBooks = problem?.code === 'BOOKS' || preview.cards.length === 0;
  return (
    <>
      <Checks
        label="整行退的（空格勾选）"
        options={linesOf(preview)}
        chosen={tickedIn(preview, goods)}
        onChange={(chosen) => onChange(withTicked(preview, goods, chosen))}
        field="lines"
      />
      {preview.cards.length > 0 && (
        <Field
          label="退回的卡号"
          htmlFor="return-cards"
          hint={`可退：${runsOf(preview)}`}
          error={onBooks ? null : error}
        >
          <Input
            id="return-cards"
            data-field="cards"
            className="figures"
            autoComplete="off"
            maxLength={2000}
            aria-describedby="return-cards-hint"
            aria-invalid={error !== null && !onBooks}
            value={goods.cards}
            onChange={(event) => onChange({ ...goods, cards: event.target.value })}
          />
        </Field>
      )}
      {preview.books.map(({ textbook, title, quantity }) => (
        <Field
          key={textbook}
          label={`退回《${title}》本数`}
          htmlFor={`return-${textbook}`}
          hint={`可退 ${quantity} 本`}
          error={onBooks ? error : null}
        >
          <Input
            id={`return-${textbook}`}
            data-field="books"
            className="figures"
            autoComplete="off"
            inputMode="numeric"
            maxLength={6}
            aria-describedby={`return-${textbook}-hint`}
            value={goods.books[textbook] ?? ''}
            onChange={(event) =>
              onChange({
                ...goods,
                books: { ...goods.books, [textbook]: event.target.value.replace(/[^0-9]/g, '') },
              })
            }
          />
        </Field>
      ))}
    </>
  );
}
