import { useState } from 'react';
import { KeyLayer, topLayer } from '../../parts/keys.ts';
import { useDocumentScan } from '../../parts/scanner.ts';
import { PaperDialog } from './paper-dialog.tsx';

/** The paper whose barcode was scanned, above whatever is on the screen; closing it leads back there. */
export function ScannedPaper() {
  const [open, setOpen] = useState<{ readonly document: string; readonly layer: number } | null>(null);
  useDocumentScan((document) => setOpen({ document, layer: open?.layer ?? topLayer() }));
  if (open === null) return null;
  return (
    <KeyLayer value={open.layer}>
      <PaperDialog key={open.document} document={open.document} onClose={() => setOpen(null)} />
    </KeyLayer>
  );
}
