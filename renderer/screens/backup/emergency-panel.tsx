import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import type { EmergencyBlock, EmergencyRegister, EmergencyUse } from '../../../contract/app/emergency.ts';
import { ask } from '../../engine.ts';
import { Badge } from '../../parts/badge.tsx';
import { Field } from '../../parts/field.tsx';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { type Column, PickTable, RowTable } from '../../parts/row-table.tsx';
import { problemOf } from '../../problem.ts';
import { PaperDialog } from '../papers/paper-dialog.tsx';
import { VoidDialog } from './void-dialog.tsx';

const blockColumns: readonly Column<EmergencyBlock>[] = [
  { title: '号码', cell: ({ first, last }) => `${first} – ${last}`, figures: true },
  { title: '张数', cell: ({ count }) => count, align: 'right', figures: true },
  { title: '领用', cell: ({ day, by }) => `${day} ${by}`, figures: true },
  {
    title: '打印',
    cell: ({ prints }) => (prints === 0 ? <Badge tone="bad">没有打印</Badge> : `${prints} 次`),
  },
];

const useColumns: readonly Column<EmergencyUse>[] = [
  { title: '应急单号', cell: ({ number }) => number, figures: true },
  { title: '状态', cell: ({ state }) => (state === 'entered' ? '已补录' : '作废') },
  { title: '出库单或原因', cell: ({ words }) => words, figures: true },
  { title: '业务日期', cell: ({ day }) => day, figures: true },
];

/** 应急单: blank numbered slips, printed before the day on which the program can't start. */
export function EmergencyPanel() {
  const register = useQuery(ask.emergency.register.queryOptions());
  return (
    <section className="panel" aria-labelledby="emergency-title">
      <div className="panel-head">
        <h2 id="emergency-title">应急单</h2>
        {register.data !== undefined && <Sums register={register.data} />}
      </div>
      <p className="panel-text">
        程序不能启动时手写开单用的空白单，号码事先领用、事先打印，放在柜台。恢复后在售卡页按 Shift+F9 补录。
      </p>
      {register.error !== null && (
        <ProblemBox problem={problemOf(register.error)} onDismiss={() => void register.refetch()} />
      )}
      {register.data !== undefined && <Register register={register.data} />}
    </section>
  );
}

function Sums({ register: { allocated, entered, voided, open } }: { readonly register: EmergencyRegister }) {
  return (
    <span className="figures">
      领用 {allocated} = 已补录 {entered} + 作废 {voided} + 未用 {open}
    </span>
  );
}

/** 领用: one press gives out one block, also when its answer got lost. */
function Allocate() {
  const client = useQueryClient();
  const [count, setCount] = useState('20');
  const [request, setRequest] = useState(() => crypto.randomUUID() as string);
  const allocate = useMutation(
    ask.emergency.allocate.mutationOptions({
      onSuccess: (register) => {
        client.setQueryData(ask.emergency.register.queryKey(), register);
        setRequest(crypto.randomUUID());
      },
    }),
  );
  const number = /^\d{1,3}$/.test(count.trim()) ? Number(count) : 0;
  const right = number >= 1 && number <= 100;
  const send = () => right && !allocate.isPending && allocate.mutate({ request, count: number });
  return (
    <>
      {allocate.error !== null && (
        <ProblemBox problem={problemOf(allocate.error)} onDismiss={allocate.reset} />
      )}
      <Field label="张数" htmlFor="emergency-count" error={right ? null : '填 1 到 100。'}>
        <Input
          id="emergency-count"
          className="figures"
          autoComplete="off"
          maxLength={3}
          value={count}
          onChange={(event) => setCount(event.target.value)}
          onPressEnter={send}
        />
      </Field>
      <div className="list-tools">
        <Button loading={allocate.isPending} disabled={!right} onClick={send}>
          领用一批应急单号
        </Button>
      </div>
    </>
  );
}

function Register({ register }: { readonly register: EmergencyRegister }) {
  const [selected, setSelected] = useState<string | null>(null);
  const [shown, setShown] = useState<EmergencyBlock | null>(null);
  const [voiding, setVoiding] = useState(false);
  const { blocks, used, approvers, folder } = register;
  const chosen = blocks.find(({ block }) => block === selected) ?? blocks[0];
  return (
    <>
      <Allocate />
      {blocks.length > 0 && (
        <PickTable
          label="应急单批次"
          columns={blockColumns}
          rows={blocks}
          keyOf={({ block }) => block}
          selected={chosen?.block ?? null}
          onSelect={setSelected}
          onOpen={setShown}
        />
      )}
      <div className="panel-foot">
        {chosen !== undefined && <Button onClick={() => setShown(chosen)}>看单、打印 Enter</Button>}
        {blocks.length > 0 && <Button onClick={() => setVoiding(true)}>作废一张</Button>}
        {folder !== null && (
          <span className="field-hint">空白单同时存在 {folder}，程序打不开时从那里打印。</span>
        )}
      </div>
      {used.length > 0 && (
        <RowTable label="用过的应急单" columns={useColumns} rows={used} keyOf={({ number }) => number} />
      )}
      {shown !== null && (
        <PaperDialog document={shown.document} kind="应急单" onClose={() => setShown(null)} />
      )}
      {voiding && <VoidDialog approvers={approvers} onClose={() => setVoiding(false)} />}
    </>
  );
}
