import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { BackupOverview } from '../../../contract/app/backup.ts';
import type { Role } from '../../../contract/events/parts.ts';
import { ask } from '../../engine.ts';
import { useKey } from '../../parts/keys.ts';
import { whyNot } from '../../parts/permission.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Screen, Waiting } from '../../parts/screen.tsx';
import { problemOf } from '../../problem.ts';
import { type Choosable, CopyList, choosables, keyOf } from './copy-list.tsx';
import { EmergencyPanel } from './emergency-panel.tsx';
import { RestoreDialog } from './restore-dialog.tsx';
import { SecondPanel } from './second-panel.tsx';
import { awayInWords } from './words.ts';

function Copies({ overview }: { readonly overview: BackupOverview }) {
  const client = useQueryClient();
  const [selected, setSelected] = useState<string | null>(null);
  const [restoring, setRestoring] = useState<Choosable | null>(null);
  const make = useMutation(
    ask.backup.copyNow.mutationOptions({
      onSuccess: (now) => client.setQueryData(ask.backup.overview.queryKey(), now),
    }),
  );
  const rows = choosables(overview.copies, null, 'folder' in overview.second);
  const chosen = rows.find((row) => keyOf(row) === selected) ?? rows[0];
  const away = awayInWords(overview);
  const busy = make.isPending;
  const copy = () => busy || make.mutate(undefined);
  useKey({ keys: 'F9', label: '立即备份', run: copy, blocked: busy ? '正在备份' : null });
  return (
    <section className="panel" aria-labelledby="copies-title">
      <div className="panel-head">
        <h2 id="copies-title">整份备份</h2>
        <span className="panel-count">{overview.copies.length} 份</span>
      </div>
      <p className="panel-text">
        每个业务日期一份，日结后再一份，留最近三十份。每份做好后都重新打开，逐表与原数据核对一致才列在这里。
      </p>
      {away !== '' && <p className="panel-text">{away}</p>}
      {overview.making && !busy && (
        <p className="panel-text">自动备份正在进行；现在按 F9，做完它接着再做一份。</p>
      )}
      {overview.failed !== null && <p className="field-error">上一次没有做成：{overview.failed}</p>}
      {make.error !== null && <ProblemBox problem={problemOf(make.error)} onDismiss={make.reset} />}
      <div className="list-tools">
        <Button type="primary" loading={busy} onClick={copy}>
          立即备份 F9
        </Button>
        {chosen !== undefined && <Button onClick={() => setRestoring(chosen)}>试算恢复 Enter</Button>}
      </div>
      {rows.length === 0 && <p className="empty">还没有备份。</p>}
      {rows.length > 0 && (
        <CopyList
          rows={rows}
          now={overview.now}
          selected={chosen === undefined ? null : keyOf(chosen)}
          onSelect={setSelected}
          onOpen={setRestoring}
          takeFocus
        />
      )}
      {restoring !== null && (
        <RestoreDialog
          area="backup"
          source={restoring.source}
          name={restoring.name}
          onClose={() => setRestoring(null)}
        />
      )}
    </section>
  );
}

/** 备份: whole copies and the second copy, restoring from either, and the blank slips for the day nothing starts. */
export function Backup({ roles }: { readonly roles: readonly Role[] }) {
  const overview = useQuery(ask.backup.overview.queryOptions({ refetchInterval: 5_000 }));
  return (
    <Screen title="备份" note="↑ ↓ 选一份，Enter 试算恢复；确认之前什么也不换">
      {overview.error !== null && (
        <ProblemBox problem={problemOf(overview.error)} onDismiss={() => void overview.refetch()} />
      )}
      {overview.isPending && <Waiting label="正在读取备份" />}
      {overview.data !== undefined && (
        <>
          <Copies overview={overview.data} />
          <SecondPanel overview={overview.data} />
          {whyNot('emergency.register', roles) === null && <EmergencyPanel />}
        </>
      )}
    </Screen>
  );
}
