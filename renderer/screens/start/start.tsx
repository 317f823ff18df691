import { useQuery } from '@tanstack/react-query';
import { Button, Progress } from 'antd';
import { PRACTICE_DAY } from '../../../contract/domain/practice.ts';
import { ask } from '../../engine.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { TypeSwitch } from '../../parts/type-switch.tsx';
import { problemOf } from '../../problem.ts';
import { useStartPractice } from '../../session.ts';

/** After an upgrade the tables are built anew from the journal, which can take a while: it shows how far it is. */
function Rebuilding() {
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

function Practice() {
  const start = useStartPractice();
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
        onClick={() => start.mutate({})}
      >
        开始练习
      </Button>
    </section>
  );
}

function RealUse() {
  return (
    <section className="start-card" aria-labelledby="real-title">
      <h2 id="real-title">正式使用</h2>
      <p>正式使用要从市局签发的设置文件开始：销售点、科目、价格和人员都由市局发布，本机不能自行填写。</p>
      <p>加入本市的功能将在以后的版本提供，目前请先练习。</p>
      <Button size="large" disabled>
        加入本市（尚未提供）
      </Button>
    </section>
  );
}

/** First start on this PC: practise, or learn what real use waits for. */
export function Start({ version }: { readonly version: string }) {
  return (
    <main className="start">
      <header className="start-head">
        <h1>公需柜台</h1>
        <p>激活卡与教材的进、销、存柜台程序。断网照常办理。</p>
      </header>
      <div className="start-cards">
        <Practice />
        <RealUse />
      </div>
      <p className="start-foot">
        版本 {version}
        <TypeSwitch />
      </p>
    </main>
  );
}
