import { Button, Input } from 'antd';
import { useLayoutEffect, useRef } from 'react';
import { Field } from '../../parts/field.tsx';
import { useKey } from '../../parts/keys.ts';
import type { FormPaper } from './form.ts';
import { useSaleForm } from './form-context.tsx';

type Words = (field: string) => string | null;
type Props = { readonly wordsFor: Words };

/** 补录自应急单, folded away: a sale that was written by hand while the program could not start. */
export function PaperPart({ wordsFor }: Props) {
  const { form, change } = useSaleForm();
  const open = () => change({ type: 'paper', paper: form.paper === null ? { number: '', day: '' } : null });
  useKey({
    keys: 'Shift+F9',
    label: form.paper === null ? '补录应急单' : '不是补录',
    run: open,
    blocked: form.unsure ? '收款结果还不确定' : null,
  });
  if (form.paper === null) {
    return (
      <Button type="text" size="small" className="paper-open" onClick={open}>
        补录应急单 Shift+F9
      </Button>
    );
  }
  return <PaperFields paper={form.paper} wordsFor={wordsFor} />;
}

function PaperFields({ paper, wordsFor }: Props & { readonly paper: FormPaper }) {
  const { change } = useSaleForm();
  const box = useRef<HTMLElement>(null);
  const wanted = useRef(paper.number === '' && paper.day === '');
  useLayoutEffect(() => {
    if (wanted.current) box.current?.querySelector('input')?.focus();
    wanted.current = false;
  }, []);
  const put = (part: Partial<FormPaper>) => change({ type: 'paper', paper: { ...paper, ...part } });
  const field = (name: string, label: string, value: string, part: (text: string) => Partial<FormPaper>) => (
    <Field label={label} htmlFor={name} error={wordsFor(name)}>
      <Input
        id={name}
        data-field={name}
        className="figures"
        autoComplete="off"
        maxLength={20}
        aria-invalid={wordsFor(name) !== null}
        value={value}
        onChange={(event) => put(part(event.target.value))}
      />
    </Field>
  );
  return (
    <section className="inset" ref={box} aria-label="补录应急单">
      <p>程序不能启动时手写的应急单，照单补录；钱按单上的收，不再收一次。</p>
      <div className="paper-fields">
        {field('paper-number', '应急单号', paper.number, (number) => ({ number }))}
        {field('paper-day', '单上的日期', paper.day, (day) => ({ day }))}
      </div>
      <Button size="small" onClick={() => change({ type: 'paper', paper: null })}>
        不是补录 Shift+F9
      </Button>
    </section>
  );
}
