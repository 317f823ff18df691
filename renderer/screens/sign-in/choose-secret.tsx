import { Button, Input } from 'antd';
import { type FormEvent, useRef, useState } from 'react';
import { Field } from '../../parts/field.tsx';
import { useFieldWalk } from '../../parts/fields.ts';
import type { useChooseSecret } from '../../session.ts';

type SecretFieldProps = {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string;
  readonly error?: string | null;
  readonly autoFocus?: boolean;
};

/** A PIN or password, never shown and never offered by the browser. */
export function SecretField({ id, label, value, onChange, autoFocus, hint, error = null }: SecretFieldProps) {
  return (
    <Field label={label} htmlFor={id} error={error} {...(hint === undefined ? {} : { hint })}>
      <Input
        id={id}
        data-field={id}
        {...(autoFocus === true ? { 'data-first': '' } : {})}
        type="password"
        autoComplete="off"
        autoFocus={autoFocus ?? false}
        maxLength={64}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}

export const SECRET_HINT = '4 至 8 位数字，或至少 8 个字符';

type Props = {
  readonly person: string;
  /** Just typed at the sign-in, where it was right but somebody else's; null where it is still to be asked for. */
  readonly old: string | null;
  readonly choosing: ReturnType<typeof useChooseSecret>;
  readonly onDone: () => void;
  readonly onBack: () => void;
};

/** 设自己的密码: twice, so that a slip of the finger locks nobody out. */
export function ChooseSecret({ person, old, choosing, onDone, onBack }: Props) {
  const [request] = useState(() => crypto.randomUUID() as string);
  const [typed, setTyped] = useState('');
  const [secret, setSecret] = useState('');
  const [again, setAgain] = useState('');
  const [asked, setAsked] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const walk = useFieldWalk(form);
  const pin = old ?? typed;
  function send(event: FormEvent): void {
    event.preventDefault();
    setAsked(true);
    if (pin === '' || secret === '' || secret !== again || choosing.isPending) return;
    choosing.mutate({ request, person, pin, secret }, { onSuccess: onDone });
  }
  return (
    <form className="pin pin-choose" aria-label="设自己的密码" ref={form} onKeyDown={walk} onSubmit={send}>
      {old === null ? (
        <SecretField id="old-secret" label="原密码" value={typed} onChange={setTyped} autoFocus />
      ) : (
        <p>这个密码是别人替您设的，请换成只有自己知道的密码。</p>
      )}
      <SecretField
        id="new-secret"
        label="新密码"
        hint={SECRET_HINT}
        value={secret}
        onChange={setSecret}
        autoFocus={old !== null}
      />
      <SecretField
        id="new-secret-again"
        label="新密码再输一遍"
        value={again}
        onChange={setAgain}
        error={asked && secret !== again ? '两遍不一样' : null}
      />
      <Button type="primary" htmlType="submit" size="large" block loading={choosing.isPending}>
        保存并登录
      </Button>
      <Button type="text" block onClick={onBack}>
        返回
      </Button>
    </form>
  );
}
