import { Button } from 'antd';
import { type ReactNode, useContext, useEffect, useRef } from 'react';
import { KeyLayer, useKey } from './keys.ts';
import { ScanNotice } from './scan-notice.tsx';

type Props = {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
};

/**
 * The browser's own modal dialog. Ant Design's Modal locks scrolling with a style tag without the nonce, which the
 * page's CSP refuses.
 */
export function Dialog(props: Props) {
  const layer = useContext(KeyLayer);
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = box.current;
    const before = document.activeElement;
    dialog?.showModal();
    dialog?.querySelector<HTMLElement>('[data-first]')?.focus();
    return () => {
      dialog?.close();
      // Back to where the cursor was; a removed dialog does not do that by itself.
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={box}
      className="dialog"
      aria-label={props.title}
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
    >
      <KeyLayer value={layer + 1}>
        <Inside {...props} />
      </KeyLayer>
    </dialog>
  );
}

function Inside({ title, onClose, children, actions }: Props) {
  useKey({ keys: 'Escape', label: '关闭', run: onClose });
  return (
    <>
      <h2 className="dialog-head">{title}</h2>
      <ScanNotice />
      <div className="dialog-body">{children}</div>
      <div className="dialog-foot">
        {actions}
        <Button onClick={onClose}>关闭 Esc</Button>
      </div>
    </>
  );
}
