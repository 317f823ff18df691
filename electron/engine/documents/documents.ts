import type { ClosingSheet } from '../../../contract/domain/closing-sheet.ts';
import type { EmergencyPaper } from '../../../contract/domain/emergency.ts';
import type { IntakeSlip } from '../../../contract/domain/intake-slip.ts';
import type { MoveSlip } from '../../../contract/domain/move-slip.ts';
import type { PriceNotice } from '../../../contract/domain/price-notice.ts';
import type { Register } from '../../../contract/domain/register-sheet.ts';
import type { ReturnSlip } from '../../../contract/domain/return-slip.ts';
import type { SaleSlip } from '../../../contract/domain/slip.ts';
import { type Refusal, refuse } from '../problem.ts';
import type { TextSheet } from './text-sheet.ts';
import type {
  DocumentAnswer,
  DocumentReply,
  DocumentWork,
  DocumentWorker,
  StartDocumentWorker,
} from './worker-port.ts';

/** Everything that is made outside the engine's turn. Each rejects with a Refusal when the thread died. */
export interface Documents {
  /** PDF of a sale's slip. */
  readonly slipPdf: (slip: SaleSlip) => Promise<Uint8Array>;
  /** PDF of an 入库单. */
  readonly intakeSlipPdf: (slip: IntakeSlip) => Promise<Uint8Array>;
  /** PDF of a 领用单 or 签收单. */
  readonly moveSlipPdf: (slip: MoveSlip) => Promise<Uint8Array>;
  /** PDF of a 退卡确认单. */
  readonly returnSlipPdf: (slip: ReturnSlip) => Promise<Uint8Array>;
  /** PDF of a 交班单 or 日结单. */
  readonly closingPdf: (sheet: ClosingSheet) => Promise<Uint8Array>;
  /** PDF of a block of blank 应急单. */
  readonly emergencyPdf: (paper: EmergencyPaper) => Promise<Uint8Array>;
  /** PDF of the price board to hang up. */
  readonly priceNoticePdf: (notice: PriceNotice) => Promise<Uint8Array>;
  /** PDF of the 票据领用登记簿. */
  readonly registerPdf: (register: Register) => Promise<Uint8Array>;
  /** An Excel file of text. */
  readonly textSheet: (sheet: TextSheet) => Promise<Uint8Array>;
  /** The characters of a text that no paper can show, each once. */
  readonly undrawable: (text: string) => Promise<readonly string[]>;
  readonly close: () => void;
}

type Waiting = PromiseWithResolvers<DocumentAnswer>;

/** Documents are made in a thread that starts with the first one and anew after a death. */
export function createDocuments(startWorker: StartDocumentWorker): Documents {
  let worker: DocumentWorker | null = null;
  let closed = false;
  let lastId = 0;
  const waiting = new Map<number, Waiting>();
  const settle = (reply: DocumentReply) => {
    const call = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (reply.kind === 'failed') call?.reject(new Error(reply.reason));
    else call?.resolve(reply);
  };
  const ended = () => {
    worker = null;
    for (const call of waiting.values()) call.reject(threadLost());
    waiting.clear();
  };
  function ask(work: DocumentWork): Promise<DocumentAnswer> {
    if (closed) return Promise.reject(threadLost());
    worker ??= startWorker({ reply: settle, ended });
    const call: Waiting = Promise.withResolvers();
    lastId += 1;
    waiting.set(lastId, call);
    worker.post({ id: lastId, ...work });
    return call.promise;
  }
  return {
    slipPdf: async (slip) => bytesOf(await ask({ kind: 'slip', slip })),
    intakeSlipPdf: async (slip) => bytesOf(await ask({ kind: 'intake', slip })),
    moveSlipPdf: async (slip) => bytesOf(await ask({ kind: 'move', slip })),
    returnSlipPdf: async (slip) => bytesOf(await ask({ kind: 'return', slip })),
    closingPdf: async (sheet) => bytesOf(await ask({ kind: 'closing', sheet })),
    emergencyPdf: async (paper) => bytesOf(await ask({ kind: 'emergency', paper })),
    priceNoticePdf: async (notice) => bytesOf(await ask({ kind: 'priceNotice', notice })),
    registerPdf: async (register) => bytesOf(await ask({ kind: 'register', register })),
    textSheet: async (sheet) => bytesOf(await ask({ kind: 'textSheet', sheet })),
    undrawable: async (text) => charactersOf(await ask({ kind: 'undrawable', text })),
    close: () => {
      closed = true;
      worker?.stop();
    },
  };
}

function bytesOf(answer: DocumentAnswer): Uint8Array {
  if (answer.kind !== 'file') throw new Error(`the document thread answered ${answer.kind}`);
  return answer.bytes;
}

function charactersOf(answer: DocumentAnswer): readonly string[] {
  if (answer.kind !== 'characters') throw new Error(`the document thread answered ${answer.kind}`);
  return answer.characters;
}

function threadLost(): Refusal {
  return refuse(
    'document-thread-lost',
    '生成单据和表格的程序意外停止，这一份没有生成。',
    '请再按一次刚才的键；仍不成功的，请关闭本程序后重新打开。',
    '已保存的业务不受影响，没有丢失。',
  );
}
