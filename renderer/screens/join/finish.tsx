import { Button, Input } from 'antd';
import { type FormEvent, useRef, useState } from 'react';
import type { CityOffer, JoiningState } from '../../../contract/app/joining.ts';
import { Choice } from '../../parts/choice.tsx';
import { Field } from '../../parts/field.tsx';
import { useFieldWalk } from '../../parts/fields.ts';
import { useKey } from '../../parts/keys.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { problemOf } from '../../problem.ts';
import { SECRET_HINT, SecretField } from '../sign-in/choose-secret.tsx';
import type { Joining } from './use-joining.ts';

type Props = {
  readonly offer: CityOffer;
  readonly by: JoiningState['by'];
  readonly joining: Joining;
  /** The code that was just sent; empty after a restart, or where a file came. */
  readonly sent: string;
};

function Offered({ offer }: { readonly offer: CityOffer }) {
  const facts = [
    ['城市', offer.city],
    ['销售点', `${offer.point} ${offer.workplace}`],
    ['机号', `${offer.pc} 号机`],
    ['城市指纹', offer.fingerprint],
  ];
  return (
    <>
      <dl className="join-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="figures">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="field-hint">请与市局入网单上写的逐项核对，指纹一个字也不能差；不符的按“重新申请”。</p>
    </>
  );
}

function useFinishForm({ offer, sent, joining: { finish } }: Props) {
  const [person, setPerson] = useState(offer.administrators[0]?.id ?? '');
  const [code, setCode] = useState(sent);
  const [secret, setSecret] = useState('');
  const [again, setAgain] = useState('');
  const [asked, setAsked] = useState(false);
  const send = () => {
    setAsked(true);
    const ready = person !== '' && code.trim() !== '' && secret !== '' && secret === again;
    if (ready && !finish.isPending) finish.mutate({ person, code, secret });
  };
  return { person, setPerson, code, setCode, secret, setSecret, again, setAgain, asked, send };
}

/** What the city gave, to be looked at; and the first person who can sign in here. */
export function Finish(props: Props) {
  const { offer, by, sent, joining } = props;
  const form = useFinishForm(props);
  const box = useRef<HTMLFormElement>(null);
  const walk = useFieldWalk(box);
  const failed = [joining.finish, joining.startOver].find(({ error }) => error !== null);
  const busy = joining.finish.isPending;
  useKey({ keys: 'F9', label: '完成入网', run: form.send });
  function submit(event: FormEvent): void {
    event.preventDefault();
    form.send();
  }
  const codeName = by === 'file' ? '启用码' : '入网码';
  const people = offer.administrators.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <section className="start-card start-card-main join-card" aria-labelledby="finish-title">
      <h2 id="finish-title">第二步：核对，设第一个密码</h2>
      <Offered offer={offer} />
      {failed !== undefined && <ProblemBox problem={problemOf(failed.error)} onDismiss={failed.reset} />}
      <form className="join-form" aria-label="完成入网" ref={box} onKeyDown={walk} onSubmit={submit}>
        <Choice
          label="谁先登录（本点的管理员）"
          options={people}
          value={form.person}
          onChange={form.setPerson}
          field="person"
        />
        {sent === '' && <StartCode name={codeName} form={form} />}
        <SecretField
          id="first-secret"
          label="本人密码"
          hint={SECRET_HINT}
          value={form.secret}
          onChange={form.setSecret}
          autoFocus={sent !== ''}
        />
        <SecretField
          id="first-secret-again"
          label="密码再输一遍"
          value={form.again}
          onChange={form.setAgain}
          error={form.asked && form.secret !== form.again ? '两遍不一样' : null}
        />
        <p className="field-hint">
          其他人的密码由这位管理员登录后，在“账号”里替他们设，本人首次登录时换成自己的。
        </p>
        <div className="join-actions">
          <Button type="primary" size="large" htmlType="submit" loading={busy}>
            完成入网 F9
          </Button>
          <Button size="large" disabled={busy} onClick={() => joining.startOver.mutate(undefined)}>
            重新申请
          </Button>
        </div>
      </form>
    </section>
  );
}

function StartCode({
  name,
  form: { code, setCode, asked },
}: {
  readonly name: string;
  readonly form: ReturnType<typeof useFinishForm>;
}) {
  return (
    <Field
      label={name}
      htmlFor="start-code"
      hint={
        name === '启用码'
          ? '市局随入网文件另给，写在纸上。'
          : '再输一遍刚才用过的入网码，证明是市局让您来装的。'
      }
      error={asked && code.trim() === '' ? `请填写${name}` : null}
    >
      <Input
        id="start-code"
        data-field="code"
        className="figures"
        aria-describedby="start-code-hint"
        autoComplete="off"
        autoFocus
        maxLength={40}
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
    </Field>
  );
}
