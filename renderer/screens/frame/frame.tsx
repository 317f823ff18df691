import { type FocusEvent, useContext, useRef, useState } from 'react';
import type { Problem } from '../../../contract/app/problem.ts';
import { useIdleLock } from '../../lock.ts';
import { useKey } from '../../parts/keys.ts';
import { whyNot } from '../../parts/permission.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Screen } from '../../parts/screen.tsx';
import { TypeSizeContext } from '../../parts/type-switch.tsx';
import { problemOf } from '../../problem.ts';
import { type City, type Clerk, useNextPracticeDay } from '../../session.ts';
import { useNarrow } from '../../type-size.ts';
import { Accounts } from '../accounts/accounts.tsx';
import { Advice } from '../advice/advice.tsx';
import { Backup } from '../backup/backup.tsx';
import { Closing } from '../closing/closing.tsx';
import { Custody } from '../custody/custody.tsx';
import { Discrepancies } from '../discrepancies/discrepancies.tsx';
import { Exceptions } from '../exceptions/exceptions.tsx';
import { Help } from '../help/help.tsx';
import { Papers } from '../papers/papers.tsx';
import { ScannedPaper } from '../papers/scanned-paper.tsx';
import { Posting } from '../posting/posting.tsx';
import { Registers } from '../registers/registers.tsx';
import { Remittance } from '../remittance/remittance.tsx';
import { Returns } from '../returns/returns.tsx';
import { Sales } from '../sales/sales.tsx';
import { Sell } from '../sell/sell.tsx';
import { Stock } from '../stock/stock.tsx';
import { StockIn } from '../stock-in/stock-in.tsx';
import { SyncScreen } from '../sync/sync.tsx';
import { Unprinted } from '../unprinted/unprinted.tsx';
import { ClockDialog } from './clock-dialog.tsx';
import { DayDialog } from './day-dialog.tsx';
import { Entries } from './entries.tsx';
import { type Job, jobs } from './jobs.tsx';
import { KeyBar } from './key-bar.tsx';
import { PracticeBand } from './practice-band.tsx';
import { StandingWarning } from './settle-warning.tsx';
import { Strip } from './strip.tsx';

type Props = { readonly city: City; readonly clerk: Clerk; readonly onLock: () => void };

function Task({
  job,
  about,
  clerk,
  practice,
  onGo,
}: {
  readonly job: Job;
  /** The sale that another screen sent here. */
  readonly about: string | null;
  readonly clerk: Clerk;
  readonly practice: boolean;
  readonly onGo: (job: Job, about?: string) => void;
}) {
  const entry = jobs.find((one) => one.job === job);
  const blocked = entry === undefined ? null : whyNot(entry.needs, clerk.roles);
  if (entry !== undefined && blocked !== null) {
    return (
      <Screen title={entry.name}>
        <p className="empty">此项{blocked}。请他们登录后办理。</p>
      </Screen>
    );
  }
  if (job === 'sell') return <Sell onGo={onGo} />;
  if (job === 'accounts') return <Accounts me={clerk.id} />;
  if (job === 'advice') return <Advice />;
  if (job === 'sync') return <SyncScreen practice={practice} />;
  if (job === 'backup') return <Backup roles={clerk.roles} />;
  if (job === 'closing') return <Closing roles={clerk.roles} onGo={onGo} />;
  if (job === 'remittance') return <Remittance roles={clerk.roles} />;
  if (job === 'custody') return <Custody />;
  if (job === 'stockIn') return <StockIn roles={clerk.roles} onGo={onGo} />;
  if (job === 'stock') return <Stock onGo={onGo} />;
  if (job === 'papers') return <Papers />;
  if (job === 'exceptions') return <Exceptions />;
  if (job === 'discrepancies') return <Discrepancies roles={clerk.roles} />;
  if (job === 'registers') return <Registers />;
  if (job === 'unprinted') return <Unprinted />;
  if (job === 'returns') return <Returns roles={clerk.roles} about={about} />;
  return job === 'posting' ? <Posting /> : <Sales onReturn={(document) => onGo('returns', document)} />;
}

function useFrameProblem(steps: readonly { readonly error: Error | null; readonly reset: () => void }[]) {
  const failed = steps.find((step) => step.error !== null);
  const problem: Problem | null = failed === undefined ? null : problemOf(failed.error);
  return { problem, dismiss: () => failed?.reset() };
}

/** Where the cursor stood in the task, to go back to from the strip: an Enter there would do the same step again. */
function useWorkCursor() {
  const last = useRef<HTMLElement | null>(null);
  return {
    note: (event: FocusEvent<HTMLElement>) => {
      last.current = event.target;
    },
    back: () => {
      if (last.current?.isConnected === true) last.current.focus();
      else if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    },
  };
}

/** Strip, entries, one task, keys. */
export function Frame({ city, clerk, onLock }: Props) {
  const [{ job, about }, setPlace] = useState<{ job: Job; about: string | null }>({
    job: 'sell',
    about: null,
  });
  const go = (next: Job, sale?: string) => setPlace({ job: next, about: sale ?? null });
  const [dayPutOff, putDayOff] = useState(false);
  const { size } = useContext(TypeSizeContext);
  const folded = useNarrow(size);
  const nextDay = useNextPracticeDay();
  const cursor = useWorkCursor();
  const goOn = () => {
    nextDay.go();
    cursor.back();
  };
  const { problem, dismiss } = useFrameProblem([nextDay]);
  useKey({ keys: 'F12', label: '锁屏', run: onLock, everywhere: true });
  useIdleLock(onLock);
  return (
    <div className={folded ? 'frame frame-narrow' : 'frame'}>
      {city.practice && <PracticeBand />}
      <Strip
        city={city}
        clerk={clerk}
        nextDay={{ go: goOn, isPending: nextDay.isPending }}
        onLock={onLock}
        onBackup={() => go('backup')}
        onSync={() => go('sync')}
      />
      <Entries now={job} roles={clerk.roles} folded={folded} severalTills={city.severalTills} onGo={go} />
      {/* Anew for each task, which so begins with its heading, however far the one before was scrolled. */}
      <main key={job} className="task" onFocus={cursor.note}>
        {city.warnings.map((warning) => (
          <StandingWarning key={warning.id ?? warning.code} warning={warning} roles={clerk.roles} />
        ))}
        {problem !== null && <ProblemBox problem={problem} onDismiss={dismiss} />}
        <Help job={job} onGo={go} />
        <Task job={job} about={about} clerk={clerk} practice={city.practice} onGo={go} />
      </main>
      <ScannedPaper />
      {city.dayToConfirm !== null && !dayPutOff && (
        <DayDialog
          day={city.dayToConfirm}
          now={city.businessDay}
          onLater={city.businessDay === '' ? onLock : () => putDayOff(true)}
        />
      )}
      {city.clock !== null && <ClockDialog clock={city.clock} onLock={onLock} />}
      <KeyBar />
    </div>
  );
}
