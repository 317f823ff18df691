import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import type { Rehearsal, RestoreSource, Totals } from '../../../contract/app/backup.ts';
import type { Realm } from '../../../contract/app/session.ts';
import { ask } from '../../engine.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { useKey } from '../../parts/keys.ts';
import { yuan } from '../../parts/money.tsx';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Waiting } from '../../parts/screen.tsx';
import { problemOf } from '../../problem.ts';

type Props = {
  /** `rescue` where no city is open, and nobody can sign in. */
  readonly area: 'backup' | 'rescue';
  readonly source: RestoreSource & { readonly realm?: Realm };
  readonly name: string;
  readonly onClose: () => void;
};

/** First a rehearsal, with the figures people know; then, if they agree, the swap. */
export function RestoreDialog({ area, source, name, onClose }: Props) {
  const asked = ask[area].rehearse.queryOptions({
    input: source,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const rehearsal = useQuery(asked);
  const client = useQueryClient();
  const restore = useMutation(
    ask[area].restore.mutationOptions({
      // Nobody sits there any more: the page goes to the sign-in by itself.
      onSuccess: () => void client.resetQueries(),
    }),
  );
  const ready = rehearsal.data !== undefined && !restore.isPending;
  return (
    <Dialog
      title={`恢复：${name}`}
      onClose={onClose}
      actions={<Confirm ready={ready} busy={restore.isPending} go={() => restore.mutate(source)} />}
    >
      {rehearsal.isPending && <Waiting label="正在试着恢复，不影响现在的数据" />}
      {rehearsal.isPending && (
        <p>正在试着恢复：读出这份备份，逐条补回之后的业务，核对账表。现在的数据不受影响。</p>
      )}
      {rehearsal.error !== null && <ProblemBox problem={problemOf(rehearsal.error)} onDismiss={onClose} />}
      {restore.error !== null && <ProblemBox problem={problemOf(restore.error)} onDismiss={restore.reset} />}
      {rehearsal.data !== undefined && <Outcome rehearsal={rehearsal.data} />}
    </Dialog>
  );
}

function Confirm({
  ready,
  busy,
  go,
}: {
  readonly ready: boolean;
  readonly busy: boolean;
  readonly go: () => void;
}) {
  const blocked = ready ? null : '正在试算';
  useKey({ keys: 'F9', label: '确认恢复', run: go, blocked });
  return (
    <Button type="primary" danger loading={busy} disabled={!ready} onClick={go}>
      确认恢复 F9
    </Button>
  );
}

const LINES: readonly (readonly [name: string, of: (totals: Totals) => string])[] = [
  ['业务日期', (totals) => totals.businessDay],
  ['可售的卡', (totals) => `${totals.cards} 张`],
  ['有效销售', (totals) => `${totals.sales} 笔`],
  ['卡款', (totals) => yuan(totals.cardsFen)],
  ['书款', (totals) => yuan(totals.booksFen)],
  ['最后一张单据', (totals) => totals.document || '没有'],
  ['业务记录', (totals) => `${totals.events} 条`],
];

function Outcome({ rehearsal }: { readonly rehearsal: Rehearsal }) {
  const { present, copy, restored, added, lost, cutOff, damaged } = rehearsal;
  const cell = (totals: Totals | null, of: (totals: Totals) => string) =>
    totals === null ? '—' : of(totals);
  const missing = lost + cutOff;
  return (
    <>
      <table className="rows restored-figures" aria-label="恢复前后的数据">
        <thead>
          <tr>
            <th scope="col">项目</th>
            <th scope="col">现在的数据</th>
            <th scope="col">这份备份</th>
            <th scope="col">恢复以后</th>
          </tr>
        </thead>
        <tbody>
          {LINES.map(([name, of]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className="figures">{cell(present, of)}</td>
              <td className="figures">{cell(copy, of)}</td>
              <td className="figures">{of(restored)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <ul className="restore-notes">
        <li>从副本和现有数据里补回备份之后的 {added} 条记录。</li>
        <li>
          {missing === 0 ? '没有发现缺少的业务。' : `还缺少 ${missing} 条：请用纸质单据核对，恢复后补录。`}
        </li>
        {damaged > 0 && <li>有 {damaged} 个副本文件后半部分损坏，只用了完好的部分。</li>}
        <li>恢复后换用新的单号系列，所有人重新登录；换下的数据文件保留在数据文件夹里。</li>
      </ul>
    </>
  );
}
