import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { SyncKind, SyncLine, SyncStatusShown } from '../../../contract/app/sync.ts';
import { ask } from '../../engine.ts';
import { Pick } from '../../parts/filters.tsx';
import { useKey } from '../../parts/keys.ts';
import { More } from '../../parts/more.tsx';
import { ProblemBox, StandingNotice } from '../../parts/problem-box.tsx';
import { type Column, RowTable } from '../../parts/row-table.tsx';
import { Screen, Waiting } from '../../parts/screen.tsx';
import { SearchBox } from '../../parts/search-box.tsx';
import { problemOf } from '../../problem.ts';
import { successInWords, syncInWords, syncKindNames, waitingInWords } from './words.ts';

const kinds = { '': '全部', ...syncKindNames } as Readonly<Record<SyncKind | '', string>>;

function useSyncNow() {
  const client = useQueryClient();
  return useMutation(
    ask.sync.now.mutationOptions({
      onSuccess: (now) => {
        client.setQueryData(ask.sync.status.queryKey(), now);
        void client.invalidateQueries({ queryKey: ask.sync.log.key() });
      },
    }),
  );
}

/** 同步: the three facts at length, 立即同步, and the log of every attempt, which stays. */
export function SyncScreen({ practice }: { readonly practice: boolean }) {
  if (practice) {
    return (
      <Screen title="同步">
        <p className="empty">练习数据不上传，只存在这台电脑上。</p>
      </Screen>
    );
  }
  return (
    <Screen title="同步" note="有网络时自动进行；断网照常办理，连上后自动补传">
      <Facts />
      <Log />
    </Screen>
  );
}

function Facts() {
  const { data, error, refetch } = useQuery(ask.sync.status.queryOptions({ refetchInterval: 3_000 }));
  const now = useSyncNow();
  const busy = now.isPending || data?.working === true;
  const blocked = data === null ? '还没有设服务器' : busy ? '正在同步' : null;
  const go = () => {
    if (blocked === null) now.mutate(undefined);
  };
  useKey({ keys: 'F9', label: '立即同步', run: go, blocked });
  const failed = error ?? now.error;
  return (
    <section className="panel" aria-label="联网情况">
      {failed !== null && (
        <ProblemBox
          problem={problemOf(failed)}
          onDismiss={() => (error === null ? now.reset() : void refetch())}
        />
      )}
      {data === null && <p className="empty">这台电脑入网时没有服务器地址，业务只存在本机。请与市局联系。</p>}
      {data != null && <Status status={data} />}
      {data != null && (
        <div className="list-tools">
          <Button type="primary" loading={busy} onClick={go} autoFocus>
            立即同步 F9
          </Button>
        </div>
      )}
    </section>
  );
}

function Status({ status }: { readonly status: SyncStatusShown }) {
  const { short, tone } = syncInWords(status);
  const facts = [
    ['联网', short],
    ['待上传', waitingInWords(status)],
    ['上次成功', successInWords(status)],
  ];
  return (
    <>
      <dl className="sync-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {status.trouble !== null && tone === 'bad' && <StandingNotice problem={status.trouble} />}
    </>
  );
}

function useLog(text: string, kind: SyncKind | null) {
  return useInfiniteQuery(
    ask.sync.log.infiniteOptions({
      input: (after: string | null) => ({ text, kind, after }),
      initialPageParam: null as string | null,
      getNextPageParam: ({ rows, more }) => (more ? String(rows.at(-1)?.id ?? '') || null : null),
      refetchInterval: 10_000,
    }),
  );
}

function Log() {
  const [text, setText] = useState('');
  const [kind, setKind] = useState<SyncKind | ''>('');
  const pages = useLog(text, kind === '' ? null : kind);
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <section className="panel" aria-labelledby="sync-log-title">
      <div className="panel-head">
        <h2 id="sync-log-title">同步记录</h2>
      </div>
      <search className="filters">
        <SearchBox id="sync-search" placeholder="记录里的字，例如 连不上" onSearch={setText} />
        <Pick label="种类" value={kind} options={kinds} onChange={setKind} />
      </search>
      {pages.error !== null && (
        <ProblemBox problem={problemOf(pages.error)} onDismiss={() => void pages.refetch()} />
      )}
      {pages.isPending && <Waiting label="正在读取同步记录" />}
      {pages.data !== undefined && rows.length === 0 && (
        <p className="empty" role="status">
          没有符合条件的同步记录。
        </p>
      )}
      {rows.length > 0 && (
        <RowTable label="同步记录" columns={columns} rows={rows} keyOf={({ id }) => String(id)} />
      )}
      <More shown={rows.length} pages={pages} />
    </section>
  );
}

/** Once, or from the first to the last of equal rounds. */
function When({ line: { from, until, times } }: { readonly line: SyncLine }) {
  return (
    <>
      {until}
      {times > 1 && (
        <small className="beneath">
          从 {from} 起，共 {times} 次
        </small>
      )}
    </>
  );
}

const columns: readonly Column<SyncLine>[] = [
  { title: '时间', cell: (line) => <When line={line} />, figures: true },
  { title: '种类', cell: (line) => syncKindNames[line.kind], figures: true },
  { title: '条数', cell: (line) => (line.count === 0 ? '' : line.count), align: 'right', figures: true },
  { title: '情况', cell: (line) => line.words },
];
