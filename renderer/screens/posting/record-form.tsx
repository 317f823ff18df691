import { Button, Input, type InputRef } from 'antd';
import { type KeyboardEvent, type RefObject, useImperativeHandle, useRef, useState } from 'react';
import { MOST_POSTED } from '../../../contract/domain/posting.ts';
import { Field } from '../../parts/field.tsx';
import { isComposing, useKey } from '../../parts/keys.ts';
import type { Marks } from './use-marks.ts';
import type { useRecord } from './use-record.ts';

type Props = {
  readonly marks: Marks;
  readonly record: ReturnType<typeof useRecord>;
  readonly slipField: RefObject<HTMLInputElement | null>;
};

function whyNotYet(chosen: number): string | null {
  if (chosen === 0) return '还没有选单据';
  return chosen > MOST_POSTED ? `一次最多登记 ${MOST_POSTED} 张` : null;
}

/** How many are chosen, and the regional system's number for all of them, typed once. */
export function RecordForm({ marks, record, slipField }: Props) {
  const [slip, setSlip] = useState('');
  const [asked, setAsked] = useState(false);
  const box = useRef<InputRef>(null);
  const button = useRef<HTMLButtonElement>(null);
  useImperativeHandle(slipField, () => box.current?.input as HTMLInputElement);
  const chosen = marks.chosen.length;
  const blocked = whyNotYet(chosen);
  function go(): void {
    setAsked(true);
    if (slip.trim() === '') box.current?.focus();
    else record.go(marks.chosen, slip);
  }
  useKey({ keys: 'F9', label: '登记', run: go, blocked });
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || isComposing(event.nativeEvent)) return;
    event.preventDefault();
    button.current?.focus();
  }
  return (
    <div className="record-form">
      <div className="record-marks">
        <p role="status">
          已选 <strong className="figures">{chosen}</strong> 张
        </p>
        <Button onClick={marks.all}>全选 Ctrl+A</Button>
        <Button onClick={marks.clear} disabled={chosen === 0}>
          全不选
        </Button>
      </div>
      <Field
        label="平台单号"
        htmlFor="regional-slip"
        hint={blocked ?? '照平台出库单上的单号输入，所选单据都记这个号'}
        error={asked && slip.trim() === '' ? '请填写平台单号' : null}
      >
        <Input
          id="regional-slip"
          ref={box}
          autoComplete="off"
          maxLength={60}
          value={slip}
          aria-describedby="regional-slip-hint"
          onChange={(event) => setSlip(event.target.value)}
          onKeyDown={onKeyDown}
        />
      </Field>
      <Button
        type="primary"
        ref={button}
        loading={record.isPending}
        aria-disabled={blocked !== null}
        title={blocked ?? undefined}
        onClick={() => blocked === null && go()}
      >
        登记 F9
      </Button>
    </div>
  );
}
