import { type MessagePort, parentPort } from 'node:worker_threads';
import { closingPdf } from './closing-pdf.ts';
import { emergencyPdf } from './emergency-pdf.ts';
import { type Fonts, missingGlyphs, openFonts } from './font.ts';
import { intakeSlipPdf } from './intake-slip-pdf.ts';
import { moveSlipPdf } from './move-slip-pdf.ts';
import { priceNoticePdf } from './price-notice-pdf.ts';
import { registerPdf } from './register-pdf.ts';
import { returnSlipPdf } from './return-slip-pdf.ts';
import { slipPdf } from './slip-pdf.ts';
import { textSheetXlsx } from './text-sheet.ts';
import type { DocumentAnswer, DocumentJob, DocumentReply } from './worker-port.ts';

// A thread of its own, because opening the fonts alone takes longer than an engine turn may (50 ms).
if (parentPort !== null) serve(parentPort);

function serve(port: MessagePort): void {
  const fonts = openFonts();
  const make = async (job: DocumentJob): Promise<DocumentReply> => {
    try {
      return { id: job.id, ...(await answerTo(job, fonts)) };
    } catch (error) {
      return { id: job.id, kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
    }
  };
  port.on('message', async (job: DocumentJob) => {
    const reply = await make(job);
    port.postMessage(reply, reply.kind === 'file' ? [reply.bytes.buffer as ArrayBuffer] : []);
  });
}

async function answerTo(job: DocumentJob, fonts: Fonts): Promise<DocumentAnswer> {
  switch (job.kind) {
    case 'slip':
      return { kind: 'file', bytes: await slipPdf(fonts, job.slip) };
    case 'intake':
      return { kind: 'file', bytes: await intakeSlipPdf(fonts, job.slip) };
    case 'move':
      return { kind: 'file', bytes: await moveSlipPdf(fonts, job.slip) };
    case 'return':
      return { kind: 'file', bytes: await returnSlipPdf(fonts, job.slip) };
    case 'closing':
      return { kind: 'file', bytes: await closingPdf(fonts, job.sheet) };
    case 'emergency':
      return { kind: 'file', bytes: await emergencyPdf(fonts, job.paper) };
    case 'priceNotice':
      return { kind: 'file', bytes: await priceNoticePdf(fonts, job.notice) };
    case 'register':
      return { kind: 'file', bytes: await registerPdf(fonts, job.register) };
    case 'textSheet':
      return { kind: 'file', bytes: await textSheetXlsx(job.sheet) };
    case 'undrawable':
      // What buyers are called is printed in the regular weight.
      return { kind: 'characters', characters: missingGlyphs(job.text, fonts.regular) };
  }
}
