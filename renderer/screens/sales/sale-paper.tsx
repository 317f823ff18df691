import type { ReactNode } from 'react';
import type { SaleRow } from '../../../contract/app/sales.ts';
import { PaperDialog } from '../papers/paper-dialog.tsx';
import { postingInWords } from '../posting/words.ts';

type Props = {
  readonly sale: SaleRow;
  /** Its 出库单, or the 冲销单 that took it back. */
  readonly paper?: 'sale' | 'reversal';
  readonly printNow?: boolean;
  readonly above?: ReactNode;
  readonly onClose: () => void;
};

/** A paper of a sale, and whether it is posted to the platform. */
export function SalePaper({ sale, paper = 'sale', ...rest }: Props) {
  const { document, reversal, posting, reversalPosting } = sale;
  if (paper === 'reversal' && reversal !== null) {
    const more = postingInWords(reversalPosting ?? posting);
    return <PaperDialog document={reversal.document} kind="冲销单" more={more} {...rest} />;
  }
  return <PaperDialog document={document} kind="出库单" more={postingInWords(posting)} {...rest} />;
}
