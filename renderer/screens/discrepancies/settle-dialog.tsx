import { Button, Input } from 'antd';
import { useRef, useState } from 'react';
import type { DiscrepancyRow } from '../../../contract/app/discrepancies.ts';
import { discrepancyNames } from '../../../contract/domain/discrepancy.ts';
import { engine } from '../../engine.ts';
import { Choice } from '../../parts/choice.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { useFieldWalk } from '../../parts/fields.ts';
import { useKey } from '../../parts/keys.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { useStep } from '../returns/use-step.ts';
import { Sides } from './sides-dialog.tsx';
import { outcomes } from './words.ts';

type Props = { readonly row: DiscrepancyRow; readonly onClose: () => void };

/** 处理: what was done about it, in writing, with both papers above. */
export function SettleDialog({ row, onClose }: Props) {
  const [outcome, setOutcome] = useState<(typeof outcomes)[number]['value']>('corrected');
  const [remark, setRemark] = useState('');
  const box = useRef<HTMLFormElement>(null);
  const walk = useFieldWalk(box);
  const send = (request: string) =>
    engine.discrepancies.settle({ request, discrepancy: row.id, outcome, remark });
  const step = useStep(send, onClose);
  const go = () => void step.go(undefined);
  return (
    <Dialog
      title={`处理：${discrepancyNames[row.kind]} ${row.cards || row.document}`}
      onClose={onClose}
      actions={<Go busy={step.busy} onGo={go} />}
    >
      {step.problem !== null && <ProblemBox problem={step.problem} onDismiss={step.forget} />}
      <Sides sides={row.sides} />
      <p className="panel-text">这里只记下处理情况，不改任何单据；要更正的请先照常冲销或退卡。</p>
      <form className="why" ref={box} onKeyDown={walk} onSubmit={(event) => event.preventDefault()}>
        <Choice label="处理结果" field="outcome" options={outcomes} value={outcome} onChange={setOutcome} />
        <Field label="处理情况" htmlFor="settle-remark" hint="例如：核对回执，第二张单录错，已冲销">
          <Input
            id="settle-remark"
            data-field="settle-remark"
            data-first
            autoComplete="off"
            maxLength={200}
            value={remark}
            onChange={(event) => setRemark(event.target.value)}
          />
        </Field>
      </form>
    </Dialog>
  );
}

/** Inside the dialog, so that the key belongs to its layer. */
function Go({ busy, onGo }: { readonly busy: boolean; readonly onGo: () => void }) {
  useKey({ keys: 'F9', label: '处理', run: onGo });
  return (
    <Button type="primary" loading={busy} onClick={onGo}>
      处理 F9
    </Button>
  );
}
