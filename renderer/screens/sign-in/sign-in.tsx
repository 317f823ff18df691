import { Button, Input, type InputRef } from 'antd';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { Lock } from '../../lock.ts';
import { isComposing } from '../../parts/keys.ts';
import { ProblemBox, StandingNotice } from '../../parts/problem-box.tsx';
import { TypeSwitch } from '../../parts/type-switch.tsx';
import { problemOf } from '../../problem.ts';
import { type City, useChooseSecret, useSignIn, useSwitchRealm } from '../../session.ts';
import { PracticeBand } from '../frame/practice-band.tsx';
import { ChooseSecret } from './choose-secret.tsx';
import { People } from './people.tsx';
import { PinPad } from './pin-pad.tsx';

/** A secret of one's own is being chosen; `old` is null where the old one is still to be asked for. */
type Choosing = { readonly old: string | null };

/** PIN field, pad and button for the person chosen; ↑ and ↓ change the person without leaving the field. */
function useSignInForm(city: City, { by, unlock }: Lock) {
  const first = city.people.find((one) => one.id === by) ?? city.people[0];
  const [person, setPerson] = useState<string | null>(first?.id ?? null);
  const [choosing, setChoosing] = useState<Choosing | null>(null);
  const choice = useChooseSecret();
  const [pin, setPin] = useState('');
  const field = useRef<InputRef>(null);
  const signIn = useSignIn();
  function send(): void {
    if (person === null || pin === '' || signIn.isPending) return;
    signIn.mutate(
      { person, pin },
      { onSuccess: unlock, onError: failed, onSettled: () => field.current?.focus() },
    );
  }
  function failed(error: Error): void {
    setPin('');
    if (problemOf(error).code !== 'MUST_CHOOSE') return;
    setChoosing({ old: pin });
    signIn.reset();
  }
  function change(next: Choosing | null): void {
    setChoosing(next);
    setPin('');
    signIn.reset();
    choice.reset();
  }
  function choose(next: string): void {
    setPerson(next);
    change(null);
  }
  function step(by: 1 | -1): void {
    const at = city.people.findIndex((one) => one.id === person);
    const next = city.people[(at + by + city.people.length) % city.people.length];
    if (next !== undefined) choose(next.id);
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (isComposing(event.nativeEvent)) return;
    if (event.key === 'Enter') send();
    else if (event.key === 'ArrowDown') step(1);
    else if (event.key === 'ArrowUp') step(-1);
    else return;
    event.preventDefault();
  }
  return { person, pin, setPin, field, signIn, send, choose, onKeyDown, choosing, choice, change };
}

function PinForm({ form }: { readonly form: ReturnType<typeof useSignInForm> }) {
  return (
    <section className="pin" aria-label="输入密码">
      <label className="field-label" htmlFor="pin">
        密码
      </label>
      <Input
        id="pin"
        ref={form.field}
        type="password"
        inputMode="numeric"
        autoComplete="off"
        autoFocus
        size="large"
        maxLength={64}
        aria-describedby="pin-keys"
        value={form.pin}
        onChange={(event) => form.setPin(event.target.value)}
        onKeyDown={form.onKeyDown}
      />
      <PinPad
        onDigit={(digit) => form.setPin((now) => now + digit)}
        onBack={() => form.setPin((now) => now.slice(0, -1))}
      />
      <Button type="primary" size="large" block loading={form.signIn.isPending} onClick={form.send}>
        登录
      </Button>
      <p className="field-hint" id="pin-keys">
        ↑ ↓ 换人，Enter 登录
      </p>
      <Button type="text" block onClick={() => form.change({ old: null })}>
        修改密码
      </Button>
    </section>
  );
}

/** This window was signed in until another one was. */
const displacedNotice = {
  happened: '另一个窗口已经登录，本窗口的登录随之失效。',
  safe: '已经办成的业务都在；没有办完的内容还在页面上。',
  todo: '请到那个窗口办理。要在这里办理，请重新登录，那个窗口会随之退出。',
};

type Props = {
  readonly city: City;
  /** This PC is a member of a city, whichever realm is open. */
  readonly joined: boolean;
  readonly displaced: boolean;
  readonly version: string;
  readonly lock: Lock;
};

/** From the joined city to 练习 and back, or from 练习 to the start page where one joins. */
function OtherRealm({ practice, joined }: { readonly practice: boolean; readonly joined: boolean }) {
  const { toPractice, leavePractice } = useSwitchRealm();
  const step = practice ? leavePractice : toPractice;
  const name = practice ? (joined ? '结束练习，回到正式业务' : '结束练习，回到首页') : '去练习';
  return (
    <>
      {step.error !== null && <ProblemBox problem={problemOf(step.error)} onDismiss={step.reset} />}
      <Button loading={step.isPending} onClick={() => step.mutate(undefined)}>
        {name}
      </Button>
    </>
  );
}

/** Who stands at the counter; while it is locked, nothing of what is behind is drawn. */
export function SignIn({ city, joined, displaced, version, lock }: Props) {
  const form = useSignInForm(city, lock);
  const failed = [form.signIn, form.choice].find((step) => step.error !== null);
  return (
    <div className="sign-in-page">
      {city.practice && <PracticeBand />}
      <main className="sign-in">
        <header className="sign-in-head">
          <h1>{city.place.name}</h1>
          <p>
            {city.place.address} · {city.practice ? '练习日期' : '业务日期'} {city.businessDay || '未确认'}
          </p>
          {lock.locked && <p role="status">已锁屏。没办完的售卡单还在，本人登录后接着办。</p>}
        </header>
        {displaced && <StandingNotice problem={displacedNotice} />}
        {city.warnings.map((warning) => (
          <StandingNotice key={warning.id ?? warning.code} problem={warning} />
        ))}
        {failed !== undefined && <ProblemBox problem={problemOf(failed.error)} onDismiss={failed.reset} />}
        <div className="sign-in-columns">
          <People people={city.people} chosen={form.person} onChoose={form.choose} />
          {form.choosing === null || form.person === null ? (
            <PinForm form={form} />
          ) : (
            <ChooseSecret
              person={form.person}
              old={form.choosing.old}
              choosing={form.choice}
              onDone={lock.unlock}
              onBack={() => form.change(null)}
            />
          )}
        </div>
        <p className="start-foot">
          公需柜台 版本 {version}
          <OtherRealm practice={city.practice} joined={joined} />
          <TypeSwitch />
        </p>
      </main>
    </div>
  );
}
