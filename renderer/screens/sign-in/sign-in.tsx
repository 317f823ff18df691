import { Button, Input, type InputRef } from 'antd';
import { type KeyboardEvent, useRef, useState } from 'react';
import { isComposing } from '../../parts/keys.ts';
import { ProblemBox, StandingNotice } from '../../parts/problem-box.tsx';
import { TypeSwitch } from '../../parts/type-switch.tsx';
import { problemOf } from '../../problem.ts';
import { type City, useSignIn } from '../../session.ts';
import { PracticeBand } from '../frame/practice-band.tsx';
import { People } from './people.tsx';
import { PinPad } from './pin-pad.tsx';

/** PIN field, pad and button for the person chosen; ↑ and ↓ change the person without leaving the field. */
function useSignInForm(city: City) {
  const [person, setPerson] = useState<string | null>(city.people[0]?.id ?? null);
  const [pin, setPin] = useState('');
  const field = useRef<InputRef>(null);
  const signIn = useSignIn();
  function send(): void {
    if (person === null || pin === '' || signIn.isPending) return;
    signIn.mutate({ person, pin }, { onError: () => setPin(''), onSettled: () => field.current?.focus() });
  }
  function choose(next: string): void {
    setPerson(next);
    setPin('');
    signIn.reset();
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
  return { person, pin, setPin, field, signIn, send, choose, onKeyDown };
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
    </section>
  );
}

/** This window was signed in until another one was. */
const displacedNotice = {
  happened: '另一个窗口已经登录，本窗口的登录随之失效。',
  safe: '已经办成的业务都在；没有办完的内容还在页面上。',
  todo: '请到那个窗口办理。要在这里办理，请重新登录，那个窗口会随之退出。',
};

type Props = { readonly city: City; readonly displaced: boolean; readonly version: string };

/** Who stands at the counter. */
export function SignIn({ city, displaced, version }: Props) {
  const form = useSignInForm(city);
  return (
    <div className="sign-in-page">
      {city.practice && <PracticeBand />}
      <main className="sign-in">
        <header className="sign-in-head">
          <h1>{city.place.name}</h1>
          <p>
            {city.place.address} · {city.practice ? '练习日期' : '业务日期'} {city.businessDay}
          </p>
        </header>
        {displaced && <StandingNotice problem={displacedNotice} />}
        {city.warnings.map((warning) => (
          <StandingNotice key={warning.id ?? warning.code} problem={warning} />
        ))}
        {form.signIn.error !== null && (
          <ProblemBox problem={problemOf(form.signIn.error)} onDismiss={form.signIn.reset} />
        )}
        <div className="sign-in-columns">
          <People people={city.people} chosen={form.person} onChoose={form.choose} />
          <PinForm form={form} />
        </div>
        <p className="start-foot">
          公需柜台 版本 {version}
          <TypeSwitch />
        </p>
      </main>
    </div>
  );
}
