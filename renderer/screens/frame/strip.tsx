import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { rolesInWords } from '../../../contract/domain/roles.ts';
import { ask } from '../../engine.ts';
import { whyNot } from '../../parts/permission.ts';
import { TypeSwitch } from '../../parts/type-switch.tsx';
import type { City, Clerk } from '../../session.ts';
import { secondInWords } from '../backup/words.ts';
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

/** Not connected is how this counter works for weeks, so it doesn't look like a fault. */
function SyncState({ waiting }: { readonly waiting: number }) {
  return (
    <Fact name="联网">
      <span className="sync">
        <span className="sync-dot" aria-hidden="true" />
        未联网（可正常办理）
      </span>
      {waiting > 0 && <span className="fact-aside">待上传 {waiting} 笔</span>}
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
};

/** 销售点 · 经办人 · 业务日期 · 联网 · 副本 */
export function Strip({ city, clerk, nextDay, onLock, onBackup }: Props) {
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
          <span className="figures">{city.businessDay}</span>
          {city.practice && <NextDay {...nextDay} blocked={whyNot('session.nextPracticeDay', clerk.roles)} />}
        </Fact>
        <SyncState waiting={city.sync.waiting} />
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
