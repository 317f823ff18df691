import { Button } from 'antd';
import { useState } from 'react';
import { Dialog } from '../../parts/dialog.tsx';
import { keysOfScreen, useKey } from '../../parts/keys.ts';
import { type Job, jobs } from '../frame/jobs.tsx';
import { commonKeys, helpWords } from './words.ts';

type Key = {
  readonly keys: string;
  readonly label: string;
  readonly blocked: string | null;
};

function Keys({ keys }: { readonly keys: readonly Key[] }) {
  const rows = [
    ...keys
      .filter((key) => key.keys !== 'Escape')
      .map(({ keys, label, blocked }) => [keys, label, blocked] as const),
    ...commonKeys.map(([keys, does]) => [keys, does, null] as const),
  ];
  return (
    <dl className="help-keys">
      {rows.map(([keys, does, blocked]) => (
        <div key={keys} className="help-key">
          <dt>
            <kbd>{keys}</kbd>
          </dt>
          <dd>
            {does}
            {blocked !== null && <span className="help-blocked">现在不能用：{blocked}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

type DialogProps = {
  readonly job: Job;
  readonly keys: readonly Key[];
  readonly onGo: (job: Job) => void;
  readonly onClose: () => void;
};

function HelpDialog({ job, keys, onGo, onClose }: DialogProps) {
  const { about, steps } = helpWords[job];
  const name = jobs.find((one) => one.job === job)?.name ?? '';
  const go = (to: Job) => {
    onClose();
    onGo(to);
  };
  const actions = (
    <>
      {job !== 'advice' && <Button onClick={() => go('advice')}>咨询公示、扫码枪测试</Button>}
      {job !== 'sync' && <Button onClick={() => go('sync')}>同步</Button>}
      {job !== 'backup' && <Button onClick={() => go('backup')}>备份、恢复</Button>}
    </>
  );
  return (
    <Dialog title={`帮助：${name}`} onClose={onClose} actions={actions}>
      <div className="help">
        <p>{about}</p>
        <ol className="help-steps">
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <h3>现在能用的键</h3>
        <Keys keys={keys} />
      </div>
    </Dialog>
  );
}

type Props = { readonly job: Job; readonly onGo: (job: Job) => void };

/** F1: what the screen that is open is for, and its keys as they are at this moment. */
export function Help({ job, onGo }: Props) {
  const [keys, setKeys] = useState<readonly Key[] | null>(null);
  useKey({ keys: 'F1', label: '帮助', run: () => setKeys(keysOfScreen()) });
  if (keys === null) return null;
  return <HelpDialog job={job} keys={keys} onGo={onGo} onClose={() => setKeys(null)} />;
}
