import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { useKey } from '../../parts/keys.ts';
import type { usePrint } from './use-print.ts';

type PrintProps = { readonly printing: ReturnType<typeof usePrint>; readonly printNow: boolean };

/** 打印 F8. */
export function PrintButton({ printing, printNow }: PrintProps) {
  const { print, busy } = printing;
  useKey({ keys: 'F8', label: '打印', run: print, blocked: busy ? '正在打印' : null });
  const wanted = useRef(printNow);
  useEffect(() => {
    if (!wanted.current) return;
    wanted.current = false;
    print();
  });
  return (
    <Button type="primary" loading={busy} onClick={print} data-first>
      打印 F8
    </Button>
  );
}
