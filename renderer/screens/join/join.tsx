import { Button } from 'antd';
import { useState } from 'react';
import { useKey } from '../../parts/keys.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Waiting } from '../../parts/screen.tsx';
import { TypeSwitch } from '../../parts/type-switch.tsx';
import { problemOf } from '../../problem.ts';
import { Finish } from './finish.tsx';
import { useJoining } from './use-joining.ts';
import { Ways } from './ways.tsx';

type Props = { readonly version: string; readonly onBack: () => void };

/** 入网: this PC becomes a member of the city, by a code or a stick; all of it or nothing. */
export function Join({ version, onBack }: Props) {
  const joining = useJoining();
  const [sent, setSent] = useState('');
  const { data, error, refetch } = joining.state;
  useKey({ keys: 'Escape', label: '返回', run: onBack });
  return (
    <main className="start">
      <header className="start-head">
        <h1>入网</h1>
        <p>加入本市后才能办正式业务。本机的私钥在这里生成，从不离开这台电脑；入网以后断网照常办理。</p>
      </header>
      {error !== null && <ProblemBox problem={problemOf(error)} onDismiss={() => void refetch()} />}
      {data === undefined && error === null && <Waiting label="正在准备入网" />}
      {data !== undefined && data.offer === null && <Ways state={data} joining={joining} onCode={setSent} />}
      {data !== undefined && data.offer !== null && (
        <Finish offer={data.offer} by={data.by} joining={joining} sent={sent} />
      )}
      <p className="start-foot">
        <Button onClick={onBack}>返回首页 Esc</Button>
        版本 {version}
        <TypeSwitch />
      </p>
    </main>
  );
}
