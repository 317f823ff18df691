import type { PriceNotice } from '../../../contract/domain/price-notice.ts';
import type { SaleSlip } from '../../../contract/domain/slip.ts';
import { type Refusal, refuse } from '../problem.ts';
import type { DocumentJob, DocumentReply, DocumentWorker, StartDocumentWorker } from './worker-port.ts';

export interface Documents {
  /** PDF of a sale's slip. Rejects with a Refusal when a character can't be printed or the thread died. */
  readonly slipPdf: (slip: SaleSlip) => Promise<Uint8Array>;
  readonly priceNoticePdf: (notice: PriceNotice) => Promise<Uint8Array>;
  readonly close: () => void;
}

type Waiting = PromiseWithResolvers<Uint8Array>;

const SAFE = '已保存的业务不受影响，没有丢失。';

/** Documents are drawn in a thread that starts with the first one and anew after a death. */
export function createDocuments(startWorker: StartDocumentWorker): Documents {
  let worker: DocumentWorker | null = null;
  let closed = false;
  let lastId = 0;
  const waiting = new Map<number, Waiting>();
  const settle = (reply: DocumentReply) => {
    const call = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (call !== undefined) answer(call, reply);
  };
  const ended = () => {
    worker = null;
    for (const call of waiting.values()) call.reject(threadLost());
    waiting.clear();
  };
  const ask = (jobOf: (id: number) => DocumentJob): Promise<Uint8Array> => {
    if (closed) return Promise.reject(threadLost());
    worker ??= startWorker({ reply: settle, ended });
    const call = Promise.withResolvers<Uint8Array>();
    lastId += 1;
    waiting.set(lastId, call);
    worker.post(jobOf(lastId));
    return call.promise;
  };
  return {
    slipPdf: (slip) => ask((id) => ({ id, kind: 'slip', slip })),
    priceNoticePdf: (notice) => ask((id) => ({ id, kind: 'priceNotice', notice })),
    close: () => {
      closed = true;
      worker?.stop();
    },
  };
}

function answer(call: Waiting, reply: DocumentReply): void {
  if (reply.kind === 'pdf') call.resolve(reply.bytes);
  else if (reply.kind === 'missingGlyphs') call.reject(glyphsMissing(reply.characters));
  else call.reject(new Error(reply.reason));
}

function threadLost(): Refusal {
  return refuse(
    'document-thread-lost',
    '生成单据的程序意外停止，这张单据没有生成。',
    '请再按一次“打印”；仍不成功的，请关闭本程序后重新打开。',
    SAFE,
  );
}

/** U+ codes stand beside the characters because the screen may not be able to show them either. */
function glyphsMissing(characters: readonly string[]): Refusal {
  const named = characters.map((one) => `「${one}」（${codeOf(one)}）`).join('、');
  return refuse(
    'document-glyphs-missing',
    `字库中没有${named}，为避免打出空框，这张单据没有生成。`,
    '请核对单位名称和姓名是否录入有误；确实无误的，请联系管理员补充字库后补打。',
    SAFE,
  );
}

function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
