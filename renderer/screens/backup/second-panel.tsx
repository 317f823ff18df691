import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { BackupOverview } from '../../../contract/app/backup.ts';
import { ask } from '../../engine.ts';
import { Badge } from '../../parts/badge.tsx';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { problemOf } from '../../problem.ts';
import { PlaceForm } from './place-form.tsx';
import { secondInWords } from './words.ts';

function useTake() {
  const client = useQueryClient();
  return (overview: BackupOverview) => {
    client.setQueryData(ask.backup.overview.queryKey(), overview);
    client.setQueryData(ask.backup.second.queryKey(), overview.second);
  };
}

/** 第二份副本: where every event goes a second time. */
export function SecondPanel({ overview }: { readonly overview: BackupOverview }) {
  const words = secondInWords(overview.second);
  const known = 'folder' in overview.second ? overview.second.folder : '';
  const volumes = useQuery(ask.backup.volumes.queryOptions());
  const [folder, setFolder] = useState(known);
  const onSuccess = useTake();
  const choose = useMutation(ask.backup.chooseFolder.mutationOptions({ onSuccess }));
  const skip = useMutation(ask.backup.skipFolder.mutationOptions({ onSuccess }));
  const send = () => folder.trim() !== '' && !choose.isPending && choose.mutate({ folder });
  return (
    <section className="panel" aria-labelledby="second-title">
      <div className="panel-head">
        <h2 id="second-title">第二份副本</h2>
        <Badge tone={words.tone === 'wait' ? 'open' : words.tone}>{words.short}</Badge>
      </div>
      <p className="panel-text">{words.long}</p>
      {choose.error !== null && <ProblemBox problem={problemOf(choose.error)} onDismiss={choose.reset} />}
      <PlaceForm volumes={volumes.data ?? []} folder={folder} onFolder={setFolder} />
      <div className="panel-foot">
        <Button type="primary" loading={choose.isPending} disabled={folder.trim() === ''} onClick={send}>
          副本存到这里
        </Button>
        {overview.second.kind === 'unset' && (
          <Button loading={skip.isPending} onClick={() => skip.mutate(undefined)}>
            暂不设置
          </Button>
        )}
      </div>
    </section>
  );
}
