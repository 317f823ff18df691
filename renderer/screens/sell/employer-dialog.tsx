import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useRef, useState } from 'react';
import type { Employer } from '../../../contract/app/sales.ts';
import { ask } from '../../engine.ts';
import { Choice } from '../../parts/choice.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { useFieldWalk } from '../../parts/fields.ts';
import { useKey } from '../../parts/keys.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { problemOf } from '../../problem.ts';
import { useAreas } from './areas.ts';

type Props = {
  readonly employer: Employer;
  readonly onSaved: (employer: Employer) => void;
  readonly onClose: () => void;
};

type Text = 'name' | 'contact' | 'phone';
type Draft = Readonly<Record<Text | 'area', string>>;

/** What was written down last has one request: F9 again, after a lost answer, corrects nothing twice. */
function useSave({ employer, onSaved, onClose }: Props, draft: Draft, request: string) {
  const client = useQueryClient();
  const save = useMutation(ask.sales.correctEmployer.mutationOptions());
  async function run(): Promise<void> {
    if (save.isPending) return;
    const { name, area, contact, phone } = draft;
    const kept = (text: string) => (text.trim() === '' ? null : text.trim());
    try {
      const saved = await save.mutateAsync({
        ...{ request, employer: employer.employer, name: name.trim(), area },
        ...{ contact: kept(contact), phone: kept(phone) },
      });
      void client.invalidateQueries();
      onSaved(saved);
      onClose();
    } catch {
      // The mutation holds the error, which the form shows.
    }
  }
  return { save, run: () => void run() };
}

/** 改单位信息: a unit registered wrongly is put right for the sales to come. */
export function EmployerDialog(props: Props) {
  const { employer, onClose } = props;
  const [draft, setDraft] = useState<Draft>({ ...employer, contact: '', phone: '' });
  const [request, setRequest] = useState(() => crypto.randomUUID());
  const saving = useSave(props, draft, request);
  function write(next: Draft): void {
    setDraft(next);
    setRequest(crypto.randomUUID());
  }
  return (
    <Dialog
      title="改单位信息"
      onClose={onClose}
      actions={
        <Button type="primary" loading={saving.save.isPending} onClick={saving.run}>
          保存 F9
        </Button>
      }
    >
      <Body employer={employer} draft={draft} saving={saving} onDraft={write} />
    </Dialog>
  );
}

type BodyProps = {
  readonly employer: Employer;
  readonly draft: Draft;
  readonly saving: ReturnType<typeof useSave>;
  readonly onDraft: (draft: Draft) => void;
};

function Body({ employer, draft, saving, onDraft }: BodyProps) {
  const { save, run } = saving;
  const box = useRef<HTMLFormElement>(null);
  const walk = useFieldWalk(box);
  const areas = useAreas();
  useKey({ keys: 'F9', label: '保存', run, blocked: save.isPending ? '正在保存' : null });
  const text = (field: Text, label: string, now: string | null, most: number) => (
    <Field label={label} htmlFor={`employer-${field}`}>
      <Input
        id={`employer-${field}`}
        data-field={field}
        data-first={field === 'name' ? true : undefined}
        autoComplete="off"
        maxLength={most}
        placeholder={now === null ? '未登记' : `现为 ${now}，不改请空着`}
        value={draft[field]}
        onChange={(event) => onDraft({ ...draft, [field]: event.target.value })}
      />
    </Field>
  );
  return (
    <form className="employer-form" ref={box} onKeyDown={walk} onSubmit={(event) => event.preventDefault()}>
      {save.error !== null && <ProblemBox problem={problemOf(save.error)} onDismiss={save.reset} />}
      <p className="field-hint">只改以后的业务；已经开出的单据仍是原来的单位名称和区域。</p>
      {text('name', '单位全称', employer.name, 100)}
      <Choice
        label="所属区域"
        field="area"
        options={areas}
        value={draft.area}
        onChange={(area) => onDraft({ ...draft, area })}
      />
      <div className="pair">
        {text('contact', '联系人', employer.contact, 50)}
        {text('phone', '联系电话', employer.phone, 40)}
      </div>
    </form>
  );
}
