import { createRouterClient } from '@orpc/server';
import { expect, test } from 'vitest';
import type { SaleSlip } from '../../contract/domain/slip.ts';
import { createRouter } from '../../electron/engine/app/router.ts';
import { makeSale } from '../../electron/engine/commands/make-sale.ts';
import { refuse } from '../../electron/engine/problem.ts';
import { practiceSeat, saleOf } from './city.ts';
import { windowContext } from './engine-under-test.ts';

/** A counter whose papers are the slips themselves, as text. in: called with every slip before it is drawn. */
async function counterDrawing(draw: (slip: SaleSlip) => Promise<void>) {
  const { seat, world } = await practiceSeat();
  const { envelope } = seat.perform(makeSale, saleOf(0), 'request-1');
  const { document } = envelope.payload as { document: string };
  const slipPdf = async (slip: SaleSlip) => {
    await draw(slip);
    return new TextEncoder().encode(JSON.stringify(slip));
  };
  const unused = () => Promise.reject(new Error('not asked here'));
  const documents = {
    slipPdf,
    returnSlipPdf: unused,
    moveSlipPdf: unused,
    intakeSlipPdf: unused,
    emergencyPdf: unused,
    closingPdf: unused,
    priceNoticePdf: unused,
    registerPdf: unused,
    textSheet: unused,
    undrawable: unused,
    close: () => {},
  };
  const router = createRouter(world, documents);
  const client = createRouterClient(router, { context: windowContext(seat) });
  const read = ({ prints, pdf }: { readonly prints: number; readonly pdf: string }) => {
    const { reprint, printedBy } = JSON.parse(Buffer.from(pdf, 'base64').toString()) as SaleSlip;
    return { prints, reprint, printedBy };
  };
  return {
    print: async (request: string) => read(await client.papers.recordPrint({ request, document })),
    preview: async () => {
      const { row, pdf } = await client.papers.open({ document });
      return read({ prints: row.prints, pdf: pdf ?? '' });
    },
  };
}

test('a slip that can’t be drawn is not counted as printed', async () => {
  const lost = refuse('document-thread-lost', '生成单据的程序意外停止。', '请再按一次。');
  let drawable = false;
  const { print } = await counterDrawing(() => (drawable ? Promise.resolve() : Promise.reject(lost)));
  await expect(print('request-2')).rejects.toMatchObject({ data: { code: 'document-thread-lost' } });
  drawable = true;
  expect(await print('request-3')).toMatchObject({ prints: 1 });
});

test('what is printed is drawn after its own count, and the preview is the next print', async () => {
  const { print, preview } = await counterDrawing(() => Promise.resolve());
  expect(await preview()).toMatchObject({ prints: 0, reprint: 0 });
  expect(await print('request-2')).toEqual({ prints: 1, reprint: 0, printedBy: '韦小兰' });
  expect(await preview()).toMatchObject({ prints: 1, reprint: 1 });
  // The same press once more, its answer lost on the way, is the same paper.
  expect(await print('request-2')).toMatchObject({ prints: 1, reprint: 0 });
  expect(await print('request-3')).toMatchObject({ prints: 2, reprint: 1 });
});

test('two prints at the same moment are two papers: one of them says 补打', async () => {
  const { print } = await counterDrawing(() => new Promise((drawn) => setImmediate(drawn)));
  const both = await Promise.all([print('request-2'), print('request-3')]);
  expect(both.map(({ reprint }) => reprint).sort()).toEqual([0, 1]);
});
