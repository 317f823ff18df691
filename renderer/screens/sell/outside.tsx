import { Input } from 'antd';
import { useLayoutEffect, useRef } from 'react';
import { outsideReasons } from '../../../contract/domain/areas.ts';
import { Choice } from '../../parts/choice.tsx';
import { Field } from '../../parts/field.tsx';
import { useSaleForm } from './form-context.tsx';
import { pickHasCursor } from './pick-cursor.ts';

type Props = {
  readonly area: string;
  readonly ownAreas: readonly string[];
  readonly error: string | null;
};

/** Notice 四: this point mainly serves its own areas. Whoever comes from elsewhere is served too, with a reason. */
export function OutsideBox({ area, ownAreas, error }: Props) {
  const { form, change } = useSaleForm();
  const box = useRef<HTMLElement>(null);
  // A known unit was just picked and the cursor went on to the cards; unless a scan has begun there, the reason is next.
  const takesCursor = form.buyer.kind === 'employer' && form.outside === '';
  const wanted = useRef(takesCursor);
  useLayoutEffect(() => {
    if (wanted.current && pickHasCursor()) box.current?.querySelector('input')?.focus();
    wanted.current = false;
  }, []);
  const write = (text: string) => change({ type: 'outside', text });
  return (
    <section className="inset inset-warning" ref={box} aria-label="辖区外购卡">
      <p role="status">
        <strong>“{area}”不是本销售点的主要销售对象</strong>（通知第四条：本点主要销售给{ownAreas.join('、')}
        的专业技术人员）。可以继续办理，请写明原因。
      </p>
      <Choice
        label="原因"
        field="outside"
        options={outsideReasons.map((value) => ({ value, label: value }))}
        value={outsideReasons.includes(form.outside) ? form.outside : null}
        onChange={write}
        error={error}
      />
      <Field label="其他原因，或补充" htmlFor="outside-text">
        <Input
          id="outside-text"
          data-field="outside-text"
          autoComplete="off"
          maxLength={200}
          value={form.outside}
          onChange={(event) => write(event.target.value)}
        />
      </Field>
    </section>
  );
}
