import { Button } from 'antd';
import { useState } from 'react';
import { useKey } from '../../parts/keys.ts';
import { PaperDialog } from '../papers/paper-dialog.tsx';

type Props = {
  /** 领用单 or 签收单. */
  readonly name: string;
  readonly document: string;
};

/** F8 prints the paper of a move, counted like every other. */
export function PrintMove({ name, document }: Props) {
  const [printing, setPrinting] = useState(false);
  const print = () => setPrinting(true);
  useKey({ keys: 'F8', label: `打印${name}`, run: print });
  return (
    <>
      <Button size="large" onClick={print}>
        打印{name} F8
      </Button>
      {printing && <PaperDialog document={document} printNow onClose={() => setPrinting(false)} />}
    </>
  );
}
