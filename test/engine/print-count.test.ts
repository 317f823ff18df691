import { createRouterClient } from '@orpc/server';
import { expect, test } from 'vitest';
import { createRouter } from '../../electron/engine/app/router.ts';
import { makeSale } from '../../electron/engine/commands/make-sale.ts';
import { refuse } from '../../electron/engine/problem.ts';
import { practiceSeat, saleOf } from './city.ts';
import { windowContext } from './engine-under-test.ts';

test('a slip that can’t be drawn is not counted as printed', async () => {
  const { seat, world } = await practiceSeat();
  const { envelope } = seat.perform(makeSale, saleOf(0), 'request-1');
  const { sale } = envelope.payload as { sale: string };
  const lost = refuse('document-thread-lost', '生成单据的程序意外停止。', '请再按一次。');
  let drawable = false;
  const slipPdf = () => (drawable ? Promise.resolve(new Uint8Array()) : Promise.reject(lost));
  const unused = () => Promise.reject(new Error('not asked here'));
  const documents = {
    slipPdf,
    intakeSlipPdf: unused,
    emergencyPdf: unused,
    closingPdf: unused,
    priceNoticePdf: unused,
    textSheet: unused,
    undrawable: unused,
    close: () => {},
  };
  const router = createRouter(world, documents);
  const client = createRouterClient(router, { context: windowContext(seat) });
  const print = (request: string) => client.documents.recordPrint({ request, sale });

  await expect(print('request-2')).rejects.toMatchObject({ data: { code: 'document-thread-lost' } });
  drawable = true;
  expect(await print('request-3')).toEqual({ prints: 1 });
});
