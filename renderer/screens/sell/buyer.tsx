import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useDeferredValue, useState } from 'react';
import { createPortal } from 'react-dom';
import type { Employer } from '../../../contract/app/sales.ts';
import { ask } from '../../engine.ts';
import { Combo, type ComboOption } from '../../parts/combo.tsx';
import { Field } from '../../parts/field.tsx';
import { EmployerDialog } from './employer-dialog.tsx';
import type { FormBuyer } from './form.ts';
import { useSaleForm } from './form-context.tsx';
import { pickHasCursor } from './pick-cursor.ts';

const MOST_SHOWN = 8;
const NEW = 'new';
const PERSON = 'person';
const PERSON_WORD = '个人';

function optionsFor(text: string, found: readonly Employer[]): ComboOption[] {
  const known: ComboOption[] = found
    .toSorted((a, b) => Number(b.name === text) - Number(a.name === text))
    .slice(0, MOST_SHOWN)
    .map(({ employer, name, area }) => ({ key: employer, label: name, aside: area }));
  const person = { key: PERSON, label: '个人购卡', aside: '只记区域' };
  if (text === '') return [...known, person];
  if (text === PERSON_WORD) return [person, ...known];
  if (found.some((one) => one.name === text)) return [...known, person];
  return [...known, { key: NEW, label: `登记新单位“${text}”` }, person];
}

function chosenBuyer(key: string, found: readonly Employer[]): FormBuyer {
  if (key === NEW) return { kind: 'newEmployer', area: null, contact: '', phone: '' };
  const employer = found.find((one) => one.employer === key);
  if (key === PERSON || employer === undefined) return { kind: 'person', area: null };
  return { kind: 'employer', employer: employer.employer, area: employer.area };
}

function hintFor(buyer: FormBuyer): string {
  if (buyer.kind === 'employer') return `已选中 · ${buyer.area}。登记有误的，按 Tab 到“改单位信息”`;
  if (buyer.kind === 'newEmployer') return '新单位：请填写下面几栏，收款时一并登记';
  return buyer.kind === 'person' ? '个人购卡：请选择所属区域' : '输入单位名称，↑ ↓ 选择，Enter 选中';
}

/** Units whose names hold what was typed. */
function useFound(text: string) {
  // Typing never waits for the list; the list may wait for typing.
  const asked = useDeferredValue(text);
  const search = useQuery(
    ask.sales.employers.queryOptions({ input: { text: asked }, placeholderData: keepPreviousData }),
  );
  const settled = asked === text && !search.isPlaceholderData && !search.isPending;
  // 个人 names itself: it is taken without waiting for units, and from no older list of them.
  if (text === PERSON_WORD && !settled) return { asked: text, found: [], settled: true };
  return { asked, found: search.data ?? [], settled };
}

type Props = { readonly error: string | null; readonly toCards: () => void };

/** Who buys: an employer found by typing, a new one, or a person. */
export function BuyerField({ error, toCards }: Props) {
  const { form, change } = useSaleForm();
  const text = form.buyerText.trim();
  const { asked, found, settled } = useFound(text);
  function pick(key: string): void {
    const buyer = chosenBuyer(key, found);
    const known = found.find((one) => one.employer === key);
    change({ type: 'buyer', text: buyer.kind === 'person' ? PERSON_WORD : (known?.name ?? text), buyer });
    // At once, in the same key press: a scanner may send the first card a few milliseconds later. An answer that came
    // late finds the cursor gone on.
    if (buyer.kind === 'employer' && pickHasCursor()) toCards();
  }
  return (
    <div className="buyer">
      <Field label="购卡单位" htmlFor="buyer" hint={hintFor(form.buyer)} error={error}>
        <Combo
          id="buyer"
          field="buyer"
          listLabel="可选单位"
          placeholder="单位名称"
          text={form.buyerText}
          onText={(next) => change({ type: 'buyerText', text: next })}
          options={optionsFor(asked, found)}
          settled={settled}
          chosen={form.buyer.kind !== 'none'}
          invalid={error !== null}
          onPick={pick}
          onPickOwed={toCards}
        />
      </Field>
      <Correct found={found} />
    </div>
  );
}

/** 改单位信息 of the chosen employer. */
function Correct({ found }: { readonly found: readonly Employer[] }) {
  const { form, change } = useSaleForm();
  const [open, setOpen] = useState(false);
  const { buyer } = form;
  const chosen = buyer.kind === 'employer' ? found.find((one) => one.employer === buyer.employer) : undefined;
  if (chosen === undefined) return null;
  return (
    <>
      <Button className="buyer-correct" onClick={() => setOpen(true)}>
        改单位信息
      </Button>
      {open &&
        createPortal(
          // Outside the sale's form, whose fields it would else be walked among.
          <EmployerDialog
            employer={chosen}
            onSaved={({ employer, name, area }) =>
              change({ type: 'buyer', text: name, buyer: { kind: 'employer', employer, area } })
            }
            onClose={() => setOpen(false)}
          />,
          document.body,
        )}
    </>
  );
}
