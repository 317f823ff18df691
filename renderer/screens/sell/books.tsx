import { Input } from 'antd';
import type { Title } from '../../../contract/app/sales.ts';
import { Field } from '../../parts/field.tsx';
import { useKey } from '../../parts/keys.ts';
import { yuan } from '../../parts/money.tsx';
import { useSaleForm } from './form-context.tsx';

type TitleProps = { readonly title: Title; readonly at: number; readonly error: string | null };

/** One title: its price to read, how many to write. The program never writes a quantity (notice 六: 自愿购买). */
function TitleLine({ title, at, error }: TitleProps) {
  const { form, change } = useSaleForm();
  const id = `books-${at}`;
  return (
    <li className="book">
      <p className="book-name">
        <strong>《{title.title}》</strong>
        <span>{title.publisher}</span>
      </p>
      <p className="book-price">
        每本 <strong className="figures">{yuan(title.fen)}</strong> · 本机钱柜{' '}
        <strong className="figures">{title.inTill}</strong> 本<span>{title.approval}</span>
      </p>
      <Field label="数量（本）" htmlFor={id} error={error}>
        <Input
          id={id}
          data-field={id}
          className="figures"
          autoComplete="off"
          inputMode="numeric"
          maxLength={40}
          aria-invalid={error !== null}
          value={form.books[title.textbook] ?? ''}
          onChange={(event) => change({ type: 'books', textbook: title.textbook, text: event.target.value })}
        />
      </Field>
    </li>
  );
}

type Props = {
  readonly titles: readonly Title[];
  readonly wordsFor: (field: string) => string | null;
};

/** The course's textbooks; F4 goes to the quantity of the first. */
export function BooksPart({ titles, wordsFor }: Props) {
  useKey({
    keys: 'F4',
    label: '教材',
    run: () => document.getElementById('books-0')?.focus(),
    blocked: titles.length === 0 ? '这一科目没有教材' : null,
  });
  if (titles.length === 0) return null;
  return (
    <section className="books" aria-label="教材">
      <p className="field-hint">教材自愿购买：由购书人决定，不买就空着。F4 到这里</p>
      <ul>
        {titles.map((title, at) => (
          <TitleLine key={title.textbook} title={title} at={at} error={wordsFor(`books-${at}`)} />
        ))}
      </ul>
    </section>
  );
}
