import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { rolesInWords } from '../../../contract/domain/roles.ts';
import { ask } from '../../engine.ts';
import { whyNot } from '../../parts/permission.ts';
import { TypeSwitch } from '../../parts/type-switch.tsx';
import type { City, Clerk } from '../../session.ts';
import { secondInWords } from '../backup/words.ts';
import { syncInWords } from '../sync/words.ts';
import { LookDialog } from './look-dialog.tsx';

type FactProps = { readonly name: string; readonly children: ReactNode };

function Fact({ name, children }: FactProps) {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

const noServer = { short: '未设服务器', tone: 'wait', aside: '业务只存在本机', long: '查看同步' } as const;

/** The line to the city: three facts, and a button, because it leads to what can be done about it. */
function SyncState({ practice, onGo }: { readonly practice: boolean; readonly onGo: () => void }) {
  const { data } = useQuery(ask.sync.status.queryOptions({ refetchInterval: 3_000, enabled: !practice }));
  if (practice) return <Fact name="联网">练习数据不上传</Fact>;
  if (data === undefined) return <Fact name="联网">…</Fact>;
  const { short, tone, aside, long } = data === null ? noServer : syncInWords(data);
  return (
    <Fact name="联网">
      <button type="button" className={`second sync sync-${tone}`} title={long} onClick={onGo}>
        <span className="sync-dot" aria-hidden="true" />
        {short}
      </button>
      <span className="fact-aside">{aside}</span>
    </Fact>
  );
}

/** How old the second copy is; a button, because it leads to what can be done about it. */
function SecondCopy({ onGo }: { readonly onGo: () => void }) {
  const { data } = useQuery(ask.backup.second.queryOptions({ refetchInterval: 5_000 }));
  if (data === undefined) return <Fact name="副本">…</Fact>;
  const { short, tone, long } = secondInWords(data);
  return (
    <Fact name="副本">
      <button type="button" className={`second second-${tone}`} title={long} onClick={onGo}>
        {short}
      </button>
    </Fact>
  );
}

/** Contrast and sounds are changed once and seldom again, so they lie behind a button. */
function LookButton() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button type="text" onClick={() => setOpen(true)}>
        显示
      </Button>
      {open && <LookDialog onClose={() => setOpen(false)} />}
    </>
  );
}

type NextDayProps = {
  readonly go: () => void;
  readonly isPending: boolean;
  readonly blocked: string | null;
};

function NextDay({ go, isPending, blocked }: NextDayProps) {
  return (
    <>
      <Button
        size="small"
        loading={isPending}
        aria-disabled={blocked !== null}
        title={blocked ?? undefined}
        onClick={() => blocked === null && go()}
      >
        下一天
      </Button>
      {blocked !== null && <span className="fact-aside">{blocked}</span>}
    </>
  );
}

type Props = {
  readonly city: City;
  readonly clerk: Clerk;
  readonly nextDay: { readonly go: () => void; readonly isPending: boolean };
  readonly onLock: () => void;
  readonly onBackup: () => void;
  readonly onSync: () => void;
};

/** 销售点 · 经办人 · 业务日期 · 联网 · 副本 */
export function Strip({ city, clerk, nextDay, onLock, onBackup, onSync }: Props) {
  return (
    <header className="strip">
      <dl className="facts">
        <Fact name="销售点">
          {city.place.name}
          <span className="fact-aside">{city.place.pc} 号机</span>
        </Fact>
        <Fact name="经办人">
          {clerk.name}
          <span className="fact-aside">{rolesInWords(clerk.roles)}</span>
        </Fact>
        <Fact name={city.practice ? '练习日期' : '业务日期'}>
          <span className="figures">{city.businessDay || '未确认'}</span>
          {city.practice && <NextDay {...nextDay} blocked={whyNot('session.nextPracticeDay', clerk.roles)} />}
        </Fact>
        <SyncState practice={city.practice} onGo={onSync} />
        <SecondCopy onGo={onBackup} />
      </dl>
      <div className="strip-tools">
        <TypeSwitch />
        <LookButton />
        <Button type="text" onClick={onLock}>
          锁屏、换人 F12
        </Button>
      </div>
    </header>
  );
}
