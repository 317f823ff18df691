import { useQuery } from '@tanstack/react-query';
import { Button, Progress } from 'antd';
import { useState } from 'react';
import type { Realm } from '../../../contract/app/session.ts';
import { PRACTICE_DAY } from '../../../contract/domain/practice.ts';
import { ask } from '../../engine.ts';
import { Choice } from '../../parts/choice.tsx';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { TypeSwitch } from '../../parts/type-switch.tsx';
import { problemOf } from '../../problem.ts';
import { useStartPractice, useSwitchRealm } from '../../session.ts';
import { PlaceForm } from '../backup/place-form.tsx';
import { Join } from '../join/join.tsx';
import { RestoreFrom, Salvage } from './trouble.tsx';

/** After an upgrade the tables are built anew from the journal, which can take a while: it shows how far it is. */
export function Rebuilding() {
  const { data } = useQuery(ask.session.state.queryOptions({ refetchInterval: 300 }));
  const progress = data?.rebuilding ?? null;
  if (progress === null) return null;
  const percent = Math.floor((progress.done / Math.max(1, progress.total)) * 100);
  return (
    <div role="status">
      <p>正在按业务记录重新生成账表，请不要关闭程序。</p>
      <Progress percent={percent} aria-label="重新生成账表的进度" />
    </div>
  );
}

/** 副本放在哪里: asked for once, before the first event, and may be left for later. */
function SecondCopyPlace({
  folder,
  onFolder,
}: {
  readonly folder: string;
  readonly onFolder: (folder: string) => void;
}) {
  const { data } = useQuery(ask.rescue.overview.queryOptions({ input: { realm: 'practice' } }));
  // Asked for already, or a city is here.
  if (data === undefined || data.folder !== null) return null;
  return (
    <details className="second-place">
      <summary>第二份副本存到哪里（可以以后再设）</summary>
      <p>
        每笔业务几秒内再存一份到另一块盘，这台电脑的硬盘坏了也找得回来。不设的，屏幕上方一直写着“未设置”。
      </p>
      <PlaceForm volumes={data.volumes} folder={folder} onFolder={onFolder} />
    </details>
  );
}

function Practice() {
  const start = useStartPractice();
  const [folder, setFolder] = useState('');
  const secondCopy = folder.trim() === '' ? {} : { secondCopy: folder.trim() };
  return (
    <section className="start-card start-card-main" aria-labelledby="practice-title">
      <h2 id="practice-title">练习</h2>
      <p>
        一座供练手的“练习城市”：五个销售点、科目、价格、人员、样例送卡单都已备好，可以放心地收、卖、打印。
      </p>
      <ul>
        <li>数据单独存放，永远不会上传，也不会混进正式数据。</li>
        <li>日期从 {PRACTICE_DAY} 开始，由您按“下一天”往前走。</li>
        <li>每张单据都印有“练习”字样，不能当凭证使用。</li>
      </ul>
      {start.error !== null && <ProblemBox problem={problemOf(start.error)} onDismiss={start.reset} />}
      {start.isPending && <Rebuilding />}
      <Button
        type="primary"
        size="large"
        autoFocus
        loading={start.isPending}
        onClick={() => start.mutate(secondCopy)}
      >
        开始练习
      </Button>
      <SecondCopyPlace folder={folder} onFolder={setFolder} />
      {/* Sound, so there is nothing to restore; but until the newer program is here its records can be put aside. */}
      {start.error !== null && problemOf(start.error).code === 'NEWER_DATABASE' && <Salvage />}
    </section>
  );
}

const realms = [
  { value: 'city', label: '正式业务' },
  { value: 'practice', label: '练习' },
] as const;

/** A new PC, or an emptied folder: the data is somewhere else. */
function Restore() {
  const [open, setOpen] = useState(false);
  const [realm, setRealm] = useState<Realm>('city');
  const { data } = useQuery(ask.rescue.overview.queryOptions({ input: { realm } }));
  if (open) {
    return (
      <div>
        <Choice label="恢复哪一份数据" options={realms} value={realm} onChange={setRealm} />
        <RestoreFrom key={realm} realm={realm} takeFocus />
      </div>
    );
  }
  if (data === undefined) return null;
  return (
    <section className="start-card" aria-labelledby="move-title">
      <h2 id="move-title">从备份恢复</h2>
      <p>这台电脑是空的，而备份或副本在别的盘上：先把原来的数据密钥放进数据文件夹，再从这里恢复。</p>
      <Button size="large" onClick={() => setOpen(true)}>
        从备份恢复
      </Button>
    </section>
  );
}

function RealUse({ onJoin }: { readonly onJoin: () => void }) {
  return (
    <section className="start-card" aria-labelledby="real-title">
      <h2 id="real-title">正式使用</h2>
      <p>正式使用从市局的入网码或入网文件开始：销售点、科目、价格和人员都由市局发布，本机不能自行填写。</p>
      <p>入网要市局的一张入网单，和本点的管理员在场设第一个密码。</p>
      <Button size="large" onClick={onJoin}>
        入网
      </Button>
    </section>
  );
}

/** This PC joined, and its city is not open: it was left, or didn't open at the start. */
function OpenJoined() {
  const { leavePractice } = useSwitchRealm();
  return (
    <section className="start-card" aria-labelledby="real-title">
      <h2 id="real-title">正式业务</h2>
      <p>这台电脑已经入网。</p>
      {leavePractice.error !== null && (
        <ProblemBox problem={problemOf(leavePractice.error)} onDismiss={leavePractice.reset} />
      )}
      <Button size="large" loading={leavePractice.isPending} onClick={() => leavePractice.mutate(undefined)}>
        打开正式业务
      </Button>
    </section>
  );
}

/** First start on this PC: practise, join the city, or put back what was on another PC. */
export function Start({ version, joined }: { readonly version: string; readonly joined: boolean }) {
  const [joining, setJoining] = useState(false);
  if (joining) return <Join version={version} onBack={() => setJoining(false)} />;
  return (
    <main className="start">
      <header className="start-head">
        <h1>公需柜台</h1>
        <p>激活卡与教材的进、销、存柜台程序。断网照常办理。</p>
      </header>
      <div className="start-cards">
        <Practice />
        {joined ? <OpenJoined /> : <RealUse onJoin={() => setJoining(true)} />}
        {!joined && <Restore />}
      </div>
      <p className="start-foot">
        版本 {version}
        <TypeSwitch />
      </p>
    </main>
  );
}
