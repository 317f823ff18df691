import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useDeferredValue, useEffect, useRef, useState } from 'react';
import type { NumberCheck } from '../../../contract/app/registers.ts';
import { type MoneyStream, streamNames } from '../../../contract/domain/payment.ts';
import { kindFor } from '../../../contract/domain/receipt-register.ts';
import {
  type ReceiptKind,
  receiptKinds,
  receiptNames,
  tidyReceiptNumber,
} from '../../../contract/domain/sale-receipts.ts';
import { ask } from '../../engine.ts';
import { Choice } from '../../parts/choice.tsx';
import { useSaleForm } from './form-context.tsx';
import { Text, useMoneyStep } from './money-text.tsx';
import { SkipDialog } from './skip-dialog.tsx';

type Props = {
  readonly stream: MoneyStream;
  /** The next number of this till's open book; null without one. */
  readonly next: string | null;
  readonly wordsFor: (field: string) => string | null;
};

/**
 * Fills the next number in, once, where nobody typed one; it is laid down with the form, so that a sale that is asked
 * again asks for the same number. It follows the register until somebody types another.
 */
function useProposal({ stream, next }: Pick<Props, 'stream' | 'next'>): void {
  const { form } = useSaleForm();
  const step = useMoneyStep();
  const { kind, number } = form.money.receipts[stream];
  const proposed = useRef<string | null>(null);
  const wanted = kind === 'none' || form.unsure ? null : next;
  useEffect(() => {
    if (wanted === proposed.current) return;
    const untouched = number === '' || number === proposed.current;
    if (wanted !== null && untouched) step({ type: 'receipt', stream, part: { number: wanted } });
    proposed.current = wanted;
  });
}

/** What a number other than the next would do; null while there is nothing to say. */
function useCheck(stream: MoneyStream, number: string, next: string | null): NumberCheck | null {
  const asked = useDeferredValue(tidyReceiptNumber(number));
  const enabled = asked !== '' && asked !== next;
  const check = useQuery(
    ask.registers.checkNumber.queryOptions({ input: { kind: kindFor[stream], number: asked }, enabled }),
  );
  return enabled && check.data?.words != null ? check.data : null;
}

function hintFor(next: string | null): string {
  return next === null
    ? '本机没有未用完的票据本：按 Shift+F5 领入，或选“暂不开”'
    : `登记簿的下一号是 ${next}，请核对纸上印的号码`;
}

function NumberField({ stream, next, wordsFor }: Props) {
  const { form } = useSaleForm();
  const step = useMoneyStep();
  const { number } = form.money.receipts[stream];
  const check = useCheck(stream, number, next);
  const [skipping, setSkipping] = useState(false);
  const field = `${stream}-number`;
  return (
    <>
      <Text
        field={field}
        label="票据号码"
        value={number}
        error={wordsFor(field) ?? check?.words ?? null}
        hint={hintFor(next)}
        most={30}
        onText={(text) => step({ type: 'receipt', stream, part: { number: text } })}
      />
      {check !== null && check.count > 0 && (
        <Button size="small" ref={show} onClick={() => setSkipping(true)}>
          作废跳过的 {check.count} 个号
        </Button>
      )}
      {skipping && check !== null && (
        <SkipDialog kind={kindFor[stream]} check={check} onClose={() => setSkipping(false)} />
      )}
    </>
  );
}

/** What is wrong stands beneath the field, which may be the last one in sight. */
function show(button: HTMLElement | null): void {
  button?.parentElement?.scrollIntoView({ block: 'nearest' });
}

/** On which paper a stream's money is given a receipt, and under which number. */
export function Receipt(props: Props) {
  const { stream } = props;
  const { form } = useSaleForm();
  const step = useMoneyStep();
  const { kind } = form.money.receipts[stream];
  const kinds: readonly ReceiptKind[] = receiptKinds[stream];
  useProposal(props);
  return (
    <div className="payment">
      <Choice
        label={`${streamNames[stream]}票据`}
        field={`${stream}-receipt`}
        options={kinds.map((value) => ({ value, label: receiptNames[value] }))}
        value={kind}
        onChange={(chosen) => step({ type: 'receipt', stream, part: { kind: chosen } })}
      />
      {kind !== 'none' && <NumberField {...props} />}
    </div>
  );
}
