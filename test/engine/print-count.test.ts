import { createRouterClient } from '@orpc/server';
import { expect, test } from 'vitest';
import { createRouter } from '../../electron/engine/app/router.ts';
import { makeSale } from '../../electron/engine/commands/make-sale.ts';
import { refuse } from '../../electron/engine/problem.ts';
import { practiceSeat, saleOf } from './city.ts';

test('a slip that can’t be drawn is not counted as printed', async () => {
  const { seat, world } = await practiceSeat();
  const { envelope } = seat.perform(makeSale, saleOf(0), 'request-1');
  const { sale } = envelope.payload as { sale: string };
  const missing = refuse('document-glyphs-missing', '字库中没有这个字。', '请联系管理员。');
  let drawable = false;
  const slipPdf = () => (drawable ? Promise.resolve(new Uint8Array()) : Promise.reject(missing));
  const router = createRouter(world, { slipPdf, priceNoticePdf: slipPdf, close: () => {} });
  const client = createRouterClient(router, { context: { seat, report: () => {} } });
  const print = (request: string) => client.documents.recordPrint({ request, sale });

  await expect(print('request-2')).rejects.toThrow();
  drawable = true;
  expect(await print('request-3')).toEqual({ prints: 1 });
});
