import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { OwedRow } from '../../../contract/app/registers.ts';
import { streamNames } from '../../../contract/domain/payment.ts';
import { kindFor } from '../../../contract/domain/receipt-register.ts';
import { receiptNames } from '../../../contract/domain/sale-receipts.ts';
import { ask, engine } from '../../engine.ts';
import { yuan } from '../../parts/money.tsx';
import { useOnce } from '../../parts/use-once.ts';
import { DialogForm, NumberField } from './form.tsx';
import { numberHint } from './words.ts';

type Props = {
  readonly row: OwedRow;
  readonly onDone: (words: string) => void;
  readonly onClose: () => void;
};

/** 补开 of one receipt; an empty field takes the next number of the open book. */
export function WriteDialog({ row, onDone, onClose }: Props) {
  const { sale, stream, document } = row;
  const [typed, setTyped] = useState('');
  const next = useQuery(ask.sales.nextReceipts.queryOptions({ staleTime: 0 })).data?.[stream] ?? null;
  const number = typed.trim() === '' ? (next ?? '') : typed;
  const name = receiptNames[kindFor[stream]];
  const send = (request: string) => engine.registers.write({ request, sale, stream, number });
  const confirm = useOnce(send, (made) => onDone(`已补开${name} ${made.number}（单号 ${document}）`));
  return (
    <DialogForm
      title={`补开${name}`}
      verb="补开"
      {...confirm}
      onForget={confirm.forget}
      onConfirm={confirm.confirm}
      onClose={onClose}
    >
      <p className="panel-text">
        {row.buyer} · 单号 {document} · {streamNames[stream]} {yuan(row.fen)}
      </p>
      <NumberField
        id="write-number"
        label="票据号码"
        value={typed}
        onChange={setTyped}
        hint={numberHint(next)}
        first
      />
    </DialogForm>
  );
}
