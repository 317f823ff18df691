import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import { App as AntApp, Button, ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import { type ReactNode, useEffect, useRef } from 'react';
import type { Realm } from '../contract/app/session.ts';
import { keepDrafts } from './drafts.ts';
import { ask, queryClient } from './engine.ts';
import { useLock } from './lock.ts';
import { LookContext, useLook } from './look.ts';
import { Broken, CatchBroken } from './parts/broken.tsx';
import { ScanNotice } from './parts/scan-notice.tsx';
import { Waiting } from './parts/screen.tsx';
import { TypeSizeContext } from './parts/type-switch.tsx';
import { problemOf } from './problem.ts';
import { Frame } from './screens/frame/frame.tsx';
import { SaleFormProvider, useSaleForm } from './screens/sell/form-context.tsx';
import { SignIn } from './screens/sign-in/sign-in.tsx';
import { Rebuilding, Start } from './screens/start/start.tsx';
import { Trouble } from './screens/start/trouble.tsx';
import type { AppState } from './session.ts';
import { themeFor } from './theme.ts';
import { nameOfSize, type TypeSize } from './type-size.ts';

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';

type LookProps = {
  readonly person: string | null;
  readonly waiting: ReactNode;
  readonly children: ReactNode;
};

/** Ant Design in Chinese, in the look of whoever is signed in. */
function InLook({ person, waiting, children }: LookProps) {
  const { ready, ...value } = useLook(person);
  const size = Number(value.look.type);
  const choose = (next: TypeSize) => value.change({ type: nameOfSize(next) });
  return (
    <ConfigProvider
      locale={zhCN}
      theme={themeFor(size, value.look.contrast)}
      csp={{ nonce }}
      button={{ autoInsertSpace: false }}
    >
      <AntApp component={false} message={{ maxCount: 2, top: 12 }}>
        <LookContext value={value}>
          <TypeSizeContext value={{ size, choose }}>
            {ready ? children : waiting}
            <ScanNotice />
          </TypeSizeContext>
        </LookContext>
      </AntApp>
    </ConfigProvider>
  );
}

/** Another window changed the realm: nothing of the old one may stay in this page, neither a form nor an answer. */
function useNewPageForNewRealm(state: AppState | undefined): void {
  const shown = useRef<Realm | null>(null);
  const realm = state === undefined || state.city === null ? null : state.realm;
  useEffect(() => {
    if (realm === null) return;
    if (shown.current !== null && shown.current !== realm) location.reload();
    shown.current = realm;
  }, [realm]);
}

/** Tables are built anew after an upgrade; it asks until the city is open. */
function Opening() {
  return (
    <main className="start">
      <h1>公需柜台</h1>
      <Rebuilding />
    </main>
  );
}

function Page() {
  const state = useQuery(ask.session.state.queryOptions({ refetchOnWindowFocus: 'always' }));
  const { data, error } = state;
  const clerk = data?.clerk ?? null;
  const { drafts } = useSaleForm();
  const lock = useLock(clerk?.id ?? null, () => Promise.all([drafts.keep(), keepDrafts()]));
  useNewPageForNewRealm(data);
  const waiting = <Waiting label="正在打开" />;
  let page = waiting;
  if (error !== null && data === undefined) {
    page = (
      <Broken problem={problemOf(error)}>
        <Button type="primary" size="large" onClick={() => void state.refetch()}>
          再试一次
        </Button>
      </Broken>
    );
  } else if (data !== undefined) {
    const { city, version, displaced, trouble, joined, rebuilding } = data;
    if (city === null && trouble !== null) page = <Trouble problem={trouble} version={version} />;
    else if (city === null && joined && rebuilding !== null) page = <Opening />;
    else if (city === null) page = <Start version={version} joined={joined} />;
    else if (clerk === null || lock.locked)
      page = <SignIn city={city} joined={joined} displaced={displaced} version={version} lock={lock} />;
    else page = <Frame key={clerk.id} city={city} clerk={clerk} onLock={lock.lock} />;
  }
  return (
    <InLook person={clerk?.id ?? null} waiting={waiting}>
      {page}
    </InLook>
  );
}

export function App() {
  return (
    <CatchBroken>
      <QueryClientProvider client={queryClient}>
        <SaleFormProvider>
          <Page />
        </SaleFormProvider>
      </QueryClientProvider>
    </CatchBroken>
  );
}
