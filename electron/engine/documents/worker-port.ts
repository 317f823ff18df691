import type { PriceNotice } from '../../../contract/domain/price-notice.ts';
import type { SaleSlip } from '../../../contract/domain/slip.ts';

/** What the engine asks of the thread that draws documents. */
export type DocumentJob =
  | { readonly id: number; readonly kind: 'slip'; readonly slip: SaleSlip }
  | { readonly id: number; readonly kind: 'priceNotice'; readonly notice: PriceNotice };

export type DocumentReply =
  | { readonly id: number; readonly kind: 'pdf'; readonly bytes: Uint8Array }
  | { readonly id: number; readonly kind: 'missingGlyphs'; readonly characters: readonly string[] }
  | { readonly id: number; readonly kind: 'failed'; readonly reason: string };

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
