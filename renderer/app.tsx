import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import { App as AntApp, Button, ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import { type ReactNode, useLayoutEffect, useState } from 'react';
import { ask, queryClient } from './engine.ts';
import { useLock } from './lock.ts';
import { Broken, CatchBroken } from './parts/broken.tsx';
import { Waiting } from './parts/screen.tsx';
import { TypeSizeContext } from './parts/type-switch.tsx';
import { problemOf } from './problem.ts';
import { Frame } from './screens/frame/frame.tsx';
import { SaleFormProvider, useSaleForm } from './screens/sell/form-context.tsx';
import { SignIn } from './screens/sign-in/sign-in.tsx';
import { Start } from './screens/start/start.tsx';
import { themeFor } from './theme.ts';
import { applyTypeSize, sizeFromAddress, type TypeSize } from './type-size.ts';

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';

/** Ant Design in Chinese, at the type size of whoever is signed in; kept per person until the page closes. */
function Look({ person, children }: { readonly person: string; readonly children: ReactNode }) {
  const [sizes, setSizes] = useState<Readonly<Record<string, TypeSize>>>({});
  const size = sizes[person] ?? sizeFromAddress();
  useLayoutEffect(() => applyTypeSize(size), [size]);
  const choose = (next: TypeSize) => setSizes((now) => ({ ...now, [person]: next }));
  return (
    <ConfigProvider locale={zhCN} theme={themeFor(size)} csp={{ nonce }} button={{ autoInsertSpace: false }}>
      <AntApp component={false} message={{ maxCount: 2, top: 12 }}>
        <TypeSizeContext value={{ size, choose }}>{children}</TypeSizeContext>
      </AntApp>
    </ConfigProvider>
  );
}

function Page() {
  const state = useQuery(ask.session.state.queryOptions({ refetchOnWindowFocus: 'always' }));
  const { data, error } = state;
  const clerk = data?.clerk ?? null;
  const { drafts } = useSaleForm();
  const lock = useLock(clerk?.id ?? null, drafts.keep);
  let page = <Waiting label="正在打开" />;
  if (error !== null && data === undefined) {
    page = (
      <Broken problem={problemOf(error)}>
        <Button type="primary" size="large" onClick={() => void state.refetch()}>
          再试一次
        </Button>
      </Broken>
    );
  } else if (data !== undefined) {
    const { city, version, displaced } = data;
    if (city === null) page = <Start version={version} />;
    else if (clerk === null || lock.locked)
      page = <SignIn city={city} displaced={displaced} version={version} lock={lock} />;
    else page = <Frame key={clerk.id} city={city} clerk={clerk} onLock={lock.lock} />;
  }
  return <Look person={clerk?.id ?? ''}>{page}</Look>;
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
