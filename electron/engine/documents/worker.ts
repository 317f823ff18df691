import { type MessagePort, parentPort } from 'node:worker_threads';
import { type Fonts, openFonts } from './font.ts';
import type { PaperResult } from './paper.ts';
import { priceNoticePdf } from './price-notice-pdf.ts';
import { slipPdf } from './slip-pdf.ts';
import type { DocumentJob, DocumentReply } from './worker-port.ts';

// A thread of its own, because opening the fonts alone takes longer than an engine turn may (50 ms).
if (parentPort !== null) serve(parentPort);

function serve(port: MessagePort): void {
  const fonts = openFonts();
  const make = async (job: DocumentJob): Promise<DocumentReply> => {
    try {
      return { id: job.id, ...(await draw(fonts, job)) };
    } catch (error) {
      return { id: job.id, kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
    }
  };
  port.on('message', async (job: DocumentJob) => {
    const reply = await make(job);
    port.postMessage(reply, reply.kind === 'pdf' ? [reply.bytes.buffer as ArrayBuffer] : []);
  });
}

function draw(fonts: Fonts, job: DocumentJob): Promise<PaperResult> {
  return job.kind === 'slip' ? slipPdf(fonts, job.slip) : priceNoticePdf(fonts, job.notice);
}
