import { Input } from 'antd';
import { Field } from '../../parts/field.tsx';
import { useScan } from '../../parts/scanner.ts';
import { type BookCount, countOf } from './book-count.ts';
import { withScanned } from './scanned.ts';

type CardsProps = {
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly hint: string;
  readonly error: string | null;
};

/** Card numbers as typed or scanned, several runs apart by blanks or commas. */
export function CardsField({ value, onChange, hint, error }: CardsProps) {
  useScan('custody-cards', (text) => onChange(withScanned(value, text)));
  return (
    <Field label="卡号" htmlFor="custody-cards" hint={hint} error={error}>
      <Input
        id="custody-cards"
        data-field="cards"
        className="figures"
        autoComplete="off"
        maxLength={30_000}
        aria-describedby="custody-cards-hint"
        aria-invalid={error !== null}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}

type BooksProps = {
  readonly titles: readonly { readonly textbook: string; readonly title: string; readonly most: number }[];
  readonly counts: readonly BookCount[];
  readonly onChange: (counts: readonly BookCount[]) => void;
  /** `本机钱柜有`, `发来` */
  readonly from: string;
};

/** One quantity a title, typed by a person. */
export function BookFields({ titles, counts, onChange, from }: BooksProps) {
  function change(textbook: string, quantity: string): void {
    onChange([...counts.filter((one) => one.textbook !== textbook), { textbook, quantity }]);
  }
  return titles.map(({ textbook, title, most }) => (
    <Field
      key={textbook}
      label={`《${title}》本数`}
      htmlFor={`custody-${textbook}`}
      hint={`${from} ${most.toLocaleString('zh-CN')} 本`}
    >
      <Input
        id={`custody-${textbook}`}
        data-field={textbook}
        className="figures"
        autoComplete="off"
        inputMode="numeric"
        maxLength={20}
        aria-describedby={`custody-${textbook}-hint`}
        value={countOf(counts, textbook)}
        onChange={(event) => change(textbook, event.target.value)}
      />
    </Field>
  ));
}
