import { useMutation, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { Problem } from '../../../contract/app/problem.ts';
import type { Realm } from '../../../contract/app/session.ts';
import { ask } from '../../engine.ts';
import { ProblemBox, StandingNotice } from '../../parts/problem-box.tsx';
import { TypeSwitch } from '../../parts/type-switch.tsx';
import { problemOf } from '../../problem.ts';
import { type Choosable, CopyList, choosables, keyOf } from '../backup/copy-list.tsx';
import { PlaceForm } from '../backup/place-form.tsx';
import { RestoreDialog } from '../backup/restore-dialog.tsx';

/** Changes nothing: what can be read is written into a file of its own. */
export function Salvage() {
  const salvage = useMutation(ask.rescue.salvage.mutationOptions());
  const { data } = salvage;
  return (
    <section className="start-card" aria-labelledby="salvage-title">
      <h2 id="salvage-title">只抢救，不恢复</h2>
      <p>把打不开的数据里还能读出的业务记录另存一份。原来的文件一个字也不改，以后恢复时会自动用上。</p>
      {salvage.error !== null && <ProblemBox problem={problemOf(salvage.error)} onDismiss={salvage.reset} />}
      {data !== undefined && (
        <p role="status">
          已读出 {data.events} 条{data.unread > 0 && `，读不出 ${data.unread} 条`}，存在 {data.file}
        </p>
      )}
      <Button loading={salvage.isPending} onClick={() => salvage.mutate(undefined)}>
        抢救业务记录
      </Button>
    </section>
  );
}

type RestoreProps = {
  /** Of which data; left out, of what doesn't open. */
  readonly realm?: Realm;
  readonly takeFocus?: boolean;
};

/** Copies on this PC, in the second copy's folder, or in one that is named. */
export function RestoreFrom({ realm, takeFocus = false }: RestoreProps) {
  const which = realm === undefined ? {} : { realm };
  const overview = useQuery(ask.rescue.overview.queryOptions({ input: which }));
  const [folder, setFolder] = useState('');
  const [selected, setSelected] = useState<string | null>(null);
  const [restoring, setRestoring] = useState<Choosable | null>(null);
  const look = useMutation(ask.rescue.copiesIn.mutationOptions());
  const named = look.data === undefined ? null : look.variables.folder;
  const here = overview.data;
  const rows = [
    ...choosables(look.data?.copies ?? [], named, (look.data?.events ?? 0) > 0),
    ...choosables(
      here?.copies ?? [],
      null,
      here !== undefined && here.folder !== null && look.data === undefined,
    ),
  ];
  const chosen = rows.find((row) => keyOf(row) === selected) ?? rows[0];
  return (
    <section className="start-card start-card-main" aria-labelledby="restore-title">
      <h2 id="restore-title">用备份恢复</h2>
      <p>选一份备份，先试算：看恢复后有多少卡、多少笔销售，再决定。副本里之后的业务会自动补回。</p>
      {rows.length === 0 && here !== undefined && (
        <p className="empty">这台电脑上没有找到备份，请在下面写明副本在哪里。</p>
      )}
      {rows.length > 0 && (
        <CopyList
          rows={rows}
          now={Date.now()}
          selected={chosen === undefined ? null : keyOf(chosen)}
          onSelect={setSelected}
          onOpen={setRestoring}
          takeFocus={takeFocus}
        />
      )}
      {chosen !== undefined && (
        <Button type="primary" size="large" onClick={() => setRestoring(chosen)}>
          试算恢复 Enter
        </Button>
      )}
      {look.error !== null && <ProblemBox problem={problemOf(look.error)} onDismiss={look.reset} />}
      <PlaceForm id="restore-folder" volumes={here?.volumes ?? []} folder={folder} onFolder={setFolder} />
      <Button
        loading={look.isPending}
        disabled={folder.trim() === ''}
        onClick={() => look.mutate({ ...which, folder: folder.trim() })}
      >
        查找这里的备份和副本
      </Button>
      {restoring !== null && (
        <RestoreDialog
          area="rescue"
          source={{ ...restoring.source, ...which }}
          name={restoring.name}
          onClose={() => setRestoring(null)}
        />
      )}
    </section>
  );
}

/** The data on this PC can't be opened: what can be done about it, in plain words. */
export function Trouble({ problem, version }: { readonly problem: Problem; readonly version: string }) {
  return (
    <main className="start">
      <header className="start-head">
        <h1>数据打不开</h1>
      </header>
      <StandingNotice problem={problem} />
      <div className="start-cards">
        <RestoreFrom takeFocus />
        <Salvage />
      </div>
      <p className="start-foot">
        版本 {version}。恢复期间可用应急单手工办理，恢复后补录。
        <TypeSwitch />
      </p>
    </main>
  );
}
