import type { ClosingSheet } from '../../../contract/domain/closing-sheet.ts';
import type { EmergencyPaper } from '../../../contract/domain/emergency.ts';
import type { IntakeSlip } from '../../../contract/domain/intake-slip.ts';
import type { MoveSlip } from '../../../contract/domain/move-slip.ts';
import type { PriceNotice } from '../../../contract/domain/price-notice.ts';
import type { Register } from '../../../contract/domain/register-sheet.ts';
import type { ReturnSlip } from '../../../contract/domain/return-slip.ts';
import type { SaleSlip } from '../../../contract/domain/slip.ts';
import type { TextSheet } from './text-sheet.ts';

/** What the engine asks of the thread that makes documents and knows their font. */
export type DocumentWork =
  | { readonly kind: 'slip'; readonly slip: SaleSlip }
  | { readonly kind: 'intake'; readonly slip: IntakeSlip }
  | { readonly kind: 'move'; readonly slip: MoveSlip }
  | { readonly kind: 'return'; readonly slip: ReturnSlip }
  | { readonly kind: 'closing'; readonly sheet: ClosingSheet }
  | { readonly kind: 'emergency'; readonly paper: EmergencyPaper }
  | { readonly kind: 'priceNotice'; readonly notice: PriceNotice }
  | { readonly kind: 'register'; readonly register: Register }
  | { readonly kind: 'textSheet'; readonly sheet: TextSheet }
  | { readonly kind: 'undrawable'; readonly text: string };

export type DocumentJob = DocumentWork & { readonly id: number };

export type DocumentAnswer =
  | { readonly kind: 'file'; readonly bytes: Uint8Array }
  | { readonly kind: 'characters'; readonly characters: readonly string[] };

export type DocumentReply = { readonly id: number } & (
  | DocumentAnswer
  | { readonly kind: 'failed'; readonly reason: string }
);

export interface DocumentWorkerEvents {
  readonly reply: (reply: DocumentReply) => void;
  /** Exactly once, however the thread came to its end; no reply follows. */
  readonly ended: () => void;
}

export interface DocumentWorker {
  readonly post: (job: DocumentJob) => void;
  readonly stop: () => void;
}

/** Starts a thread running worker.ts. Injected, because a simulation and the bundled program start other ones. */
export type StartDocumentWorker = (events: DocumentWorkerEvents) => DocumentWorker;
