import { Input } from 'antd';
import { useLayoutEffect, useRef } from 'react';
import { Choice } from '../../parts/choice.tsx';
import { Field } from '../../parts/field.tsx';
import { useAreas } from './areas.ts';
import { useSaleForm } from './form-context.tsx';
import { pickHasCursor } from './pick-cursor.ts';

function ContactFields() {
  const { form, change } = useSaleForm();
  const { buyer } = form;
  if (buyer.kind !== 'newEmployer') return null;
  const set = (part: { contact?: string; phone?: string }) =>
    change({ type: 'buyer', text: form.buyerText, buyer: { ...buyer, ...part } });
  return (
    <div className="pair">
      <Field label="联系人" htmlFor="contact">
        <Input
          id="contact"
          data-field="contact"
          autoComplete="off"
          maxLength={50}
          value={buyer.contact}
          onChange={(event) => set({ contact: event.target.value })}
        />
      </Field>
      <Field label="联系电话" htmlFor="phone">
        <Input
          id="phone"
          data-field="phone"
          autoComplete="off"
          inputMode="tel"
          maxLength={40}
          value={buyer.phone}
          onChange={(event) => set({ phone: event.target.value })}
        />
      </Field>
    </div>
  );
}

/** What is asked of a buyer who isn't in the list yet: the area, and of an employer whom to call. */
export function NewBuyer({ error }: { readonly error: string | null }) {
  const { form, change } = useSaleForm();
  const { buyer } = form;
  const areas = useAreas();
  const box = useRef<HTMLDivElement>(null);
  const asking = buyer.kind === 'newEmployer' || buyer.kind === 'person';
  useLayoutEffect(() => {
    if (asking && pickHasCursor()) box.current?.querySelector('input')?.focus();
  }, [asking]);
  if (buyer.kind !== 'newEmployer' && buyer.kind !== 'person') return null;
  const choose = (chosen: string) =>
    change({ type: 'buyer', text: form.buyerText, buyer: { ...buyer, area: chosen } });
  return (
    <div className="inset" ref={box}>
      <Choice
        label="所属区域"
        field="area"
        options={areas}
        value={buyer.area}
        onChange={choose}
        error={error}
      />
      <ContactFields />
    </div>
  );
}
