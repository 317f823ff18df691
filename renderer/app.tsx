import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import { App as AntApp, Button, ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import { type ReactNode, useLayoutEffect, useState } from 'react';
import { ask, queryClient } from './engine.ts';
import { Broken, CatchBroken } from './parts/broken.tsx';
import { Waiting } from './parts/screen.tsx';
import { TypeSizeContext } from './parts/type-switch.tsx';
import { problemOf } from './problem.ts';
import { Frame } from './screens/frame/frame.tsx';
import { SaleFormProvider } from './screens/sell/form-context.tsx';
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
    const { version, displaced } = data;
    if (data.city === null) page = <Start version={version} />;
    else if (data.clerk === null) page = <SignIn city={data.city} displaced={displaced} version={version} />;
    else page = <Frame key={data.clerk.id} city={data.city} clerk={data.clerk} />;
  }
  return <Look person={data?.clerk?.id ?? ''}>{page}</Look>;
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
