import { Button, Input } from 'antd';
import { useRef, useState } from 'react';
import type { Account } from '../../../contract/app/accounts.ts';
import { roleNames } from '../../../contract/domain/roles.ts';
import type { Role } from '../../../contract/events/parts.ts';
import { Checks } from '../../parts/checks.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { useFieldWalk } from '../../parts/fields.ts';
import { useKey } from '../../parts/keys.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { SECRET_HINT, SecretField } from '../sign-in/choose-secret.tsx';
import { useAccountStep } from './use-account-step.ts';

export type Editing =
  | { readonly kind: 'open' }
  | { readonly kind: 'change' | 'close' | 'reopen' | 'resetSecret'; readonly account: Account };

const titles = {
  open: '新增账号',
  change: '修改账号',
  close: '停用账号',
  reopen: '恢复使用',
  resetSecret: '设密码',
} as const;

const roles = (Object.keys(roleNames) as Role[]).map((value) => ({ value, label: roleNames[value] }));

type Props = { readonly editing: Editing; readonly onClose: () => void };

/** One step on one account. A secret set here is replaced by its owner at the next sign-in. */
export function AccountDialog({ editing, onClose }: Props) {
  const { kind } = editing;
  const account = editing.kind === 'open' ? null : editing.account;
  const [fields, setFields] = useState({
    name: account?.name ?? '',
    roles: (account?.roles ?? ['counter']) as readonly Role[],
    secret: '',
    reason: '',
  });
  const step = useAccountStep(editing, onClose);
  const box = useRef<HTMLFormElement>(null);
  const walk = useFieldWalk(box);
  const set = (part: Partial<typeof fields>) => setFields((now) => ({ ...now, ...part }));
  const save = () => step.save({ ...fields, roles: [...fields.roles] });
  const title = account === null ? titles[kind] : `${titles[kind]}：${account.name}`;
  return (
    <Dialog title={title} onClose={onClose} actions={<SaveButton busy={step.busy} onSave={save} />}>
      {step.problem !== null && <ProblemBox problem={step.problem} onDismiss={step.forget} />}
      <form className="why" ref={box} onKeyDown={walk} onSubmit={(event) => event.preventDefault()}>
        {(kind === 'open' || kind === 'change') && <NameAndRoles fields={fields} set={set} />}
        {(kind === 'open' || kind === 'resetSecret') && (
          <SecretField
            id="account-secret"
            label="密码"
            hint={`${SECRET_HINT}；本人下次登录时须换成自己的`}
            value={fields.secret}
            onChange={(secret) => set({ secret })}
            autoFocus={kind === 'resetSecret'}
          />
        )}
        {(kind === 'close' || kind === 'reopen') && (
          <FirstField
            label="原因"
            name="reason"
            most={100}
            value={fields.reason}
            onChange={(reason) => set({ reason })}
          />
        )}
      </form>
    </Dialog>
  );
}

type FirstFieldProps = {
  readonly label: string;
  readonly name: 'name' | 'reason';
  /** Characters it takes. */
  readonly most: number;
  readonly value: string;
  readonly onChange: (text: string) => void;
};

/** The text field where the cursor begins. */
function FirstField({ label, name, most, value, onChange }: FirstFieldProps) {
  return (
    <Field label={label} htmlFor={`account-${name}`}>
      <Input
        id={`account-${name}`}
        data-field={name}
        data-first
        autoComplete="off"
        maxLength={most}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}

type NameAndRolesProps = {
  readonly fields: { readonly name: string; readonly roles: readonly Role[] };
  readonly set: (part: { readonly name?: string; readonly roles?: readonly Role[] }) => void;
};

function NameAndRoles({ fields, set }: NameAndRolesProps) {
  return (
    <>
      <FirstField label="姓名" name="name" most={25} value={fields.name} onChange={(name) => set({ name })} />
      <Checks
        label="岗位"
        options={roles}
        chosen={fields.roles}
        onChange={(chosen) => set({ roles: chosen })}
      />
    </>
  );
}

/** In the dialog's own layer of keys. */
function SaveButton({ busy, onSave }: { readonly busy: boolean; readonly onSave: () => void }) {
  useKey({ keys: 'F9', label: '保存', run: onSave, blocked: busy ? '正在保存' : null });
  return (
    <Button type="primary" loading={busy} onClick={onSave}>
      保存 F9
    </Button>
  );
}
