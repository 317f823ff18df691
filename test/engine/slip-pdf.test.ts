import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, describe, expect, test } from 'vitest';
import type { SaleSlip } from '../../contract/domain/slip.ts';
import { startDocumentWorker } from '../../electron/document-worker.ts';
import { createDocuments } from '../../electron/engine/documents/documents.ts';
import { openFonts } from '../../electron/engine/documents/font.ts';
import { slipPdf } from '../../electron/engine/documents/slip-pdf.ts';
import type { DocumentWorker } from '../../electron/engine/documents/worker-port.ts';
import { Refusal } from '../../electron/engine/problem.ts';
import { bookLine, cardLine, fiveRanges, saleSlip, walkIn } from '../sale-slip.ts';

const fonts = openFonts();
const POINTS_PER_MM = 72 / 25.4;
const LONG_NAME = '广西壮族自治区钦州市灵山县六峰镇第一初级中学附属实验小学䶮𬱟教学点';

type Piece = {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly baseline: number;
};
type Page = { readonly size: readonly number[]; readonly pieces: readonly Piece[]; readonly text: string };

function draw(changes: Partial<SaleSlip>, by = fonts): Promise<Uint8Array> {
  return slipPdf(by, saleSlip(changes));
}

/** Reads a PDF as the viewer on screen does; a copy goes in, because pdf.js takes the bytes away. */
async function read(bytes: Uint8Array): Promise<readonly Page[]> {
  const task = getDocument({ data: bytes.slice(), verbosity: VerbosityLevel.ERRORS });
  const file = await task.promise;
  const pages: Page[] = [];
  for (let number = 1; number <= file.numPages; number += 1) {
    const page = await file.getPage(number);
    const { items } = await page.getTextContent();
    const pieces = items.flatMap((item) =>
      'str' in item && item.str !== ''
        ? [
            {
              text: item.str,
              left: item.transform[4],
              right: item.transform[4] + item.width,
              baseline: item.transform[5],
            },
          ]
        : [],
    );
    pages.push({ size: page.view.slice(2), pieces, text: pieces.map((piece) => piece.text).join('\n') });
  }
  await task.destroy();
  return pages;
}

async function readFirst(changes: Partial<SaleSlip>): Promise<Page> {
  const [page] = await read(await draw(changes));
  if (page === undefined) throw new Error('no page');
  return page;
}

describe('what stands on the paper', () => {
  test('number, mark, figures and words of one card can be read back', async () => {
    const { text } = await readFirst({});
    for (const expected of [
      '单号：QZ1A-20140520-00012',
      '校验：7K3M',
      '专业技术人员继续教育激活卡出库单',
      '（非财政票据）',
      '2014年5月20日',
      '0045070000001001',
      '人民币伍拾元整',
      '¥50.00',
      '开单人：王小燕',
      '审核：',
      '客户签字：',
      '打印时间：2014年5月20日09:31打印人：黄经办待上传',
    ]) {
      expect(text.replaceAll(/\s/g, '')).toContain(expected);
    }
    expect(text).not.toContain('练习');
    expect(text).not.toContain('补打');
  });

  test('a school buying cards and books: range with leading zeros, rare characters, both streams', async () => {
    const buyer = {
      ...walkIn,
      name: LONG_NAME,
      contact: '李*䶮',
      phone: '138****1234',
      department: '教务处',
    };
    const cards = [cardLine('0045070000001001', '0045070000001030', 30)];
    const { text } = await readFirst({ buyer, cards, books: [bookLine(12)] });
    const lines = text.split('\n');
    for (const expected of [
      LONG_NAME,
      '李*䶮',
      '138****1234',
      '教务处',
      '自愿购买',
      '¥1,500.00',
      '¥180.00',
    ]) {
      expect(lines).toContain(expected);
    }
    expect(lines).toContain('0045070000001001–0045070000001030');
    expect(lines).toContain('人民币壹仟陆佰捌拾元整');
  });

  test('a practice copy says 练习 twice, in the corner and across the sheet, and 补打第 2 次', async () => {
    const { text } = await readFirst({ practice: true, reprint: 2 });
    expect(text.match(/练习/g)).toHaveLength(2);
    expect(text).toContain('补打第 2 次');
  });
});

describe('the sheet', () => {
  test('every page is 210 × 93 mm, five ranges take two under one number', async () => {
    const pages = await read(await draw({ cards: fiveRanges }));
    for (const { size } of pages) {
      expect(size[0]).toBeCloseTo(595.28, 2);
      expect(size[1]).toBeCloseTo(263.62, 2);
    }
    expect(pages.map((page) => /第 \d\/\d 页$/m.exec(page.text)?.[0])).toEqual(['第 1/2 页', '第 2/2 页']);
    for (const { text } of pages) expect(text).toContain('QZ1A-20140520-00012');
    expect(pages[0]?.text).not.toContain('¥10,000.00');
    expect(pages[1]?.text).toContain('¥10,000.00');
  });

  test('the longest fields shrink and wrap: whole, inside the table and the page', async () => {
    const name = `${LONG_NAME.repeat(6)}末`;
    const buyer = {
      name,
      area: '浦北县',
      outside: '单位在本地办公，'.repeat(25),
      contact: '欧阳'.repeat(20),
      phone: '0777-5987288'.repeat(3),
      department: '科'.repeat(60),
    };
    const first = `ABCDEFGHIJ${'0'.repeat(29)}1`;
    const payment =
      '卡款：转账 ¥4,000,000.00（流水号 123456789012345678901234567890）＋现金 ¥1,000,000.00'.repeat(4);
    const cards = [cardLine(first, `ABCDEFGHIJ${'0'.repeat(24)}100000`, 100_000)];
    const { text, pieces, size } = await readFirst({
      buyer,
      cards,
      payment,
      cardsReceipt: `财政票据 ${'0'.repeat(30)}`,
      number: `QINZ123AB-20140520-${'9'.repeat(9)}`,
    });
    // A blank at a line's end is not printed.
    const joined = text.replaceAll(/\s/g, '');
    for (const whole of [name, buyer.contact, buyer.phone, buyer.department, buyer.outside, payment, first])
      expect(joined).toContain(whole.replaceAll(' ', ''));
    const table = { left: 9 * POINTS_PER_MM, right: 193 * POINTS_PER_MM };
    for (const piece of pieces.filter((one) =>
      /钦州|欧阳|0777|科科|ABC|QINZ|流水|本地|00000/.test(one.text),
    )) {
      expect(piece.left).toBeGreaterThan(table.left - 0.5);
      expect(piece.right).toBeLessThan(table.right + 0.5);
    }
    const row = { top: 24 * POINTS_PER_MM, bottom: 31.2 * POINTS_PER_MM };
    for (const piece of pieces.filter((one) => one.text.includes('六峰镇'))) {
      expect((size[1] ?? 0) - piece.baseline).toBeGreaterThan(row.top);
      expect((size[1] ?? 0) - piece.baseline).toBeLessThan(row.bottom);
    }
    for (const piece of pieces) {
      expect(piece.baseline).toBeGreaterThan(4 * POINTS_PER_MM);
      expect(piece.right).toBeLessThan(size[0] ?? 0);
    }
  });
});

describe('the file', () => {
  test('the same slip gives the same bytes, from fonts just opened or long in use', async () => {
    const named = (name: string) => saleSlip({ buyer: { ...walkIn, name } });
    const used = openFonts();
    await slipPdf(used, named('阿里•⼀'));
    expect(await slipPdf(used, named('阿里·一'))).toEqual(await slipPdf(openFonts(), named('阿里·一')));
  });

  test('a name keeps its own · after another slip used the • of the same shape', async () => {
    const used = openFonts();
    const named = (name: string) => ({ buyer: { ...walkIn, name } });
    await draw(named('阿里•木'), used);
    const [page] = await read(await draw(named('阿里·木'), used));
    expect(page?.text).toContain('阿里·木');
  });

  test('the only time in it is the time of printing', async () => {
    const source = Buffer.from(await draw({ printedAt: '2014-05-20 09:31' })).toString('latin1');
    expect(source.match(/D:\d{14}Z?/g)).toEqual(['D:20140520013100Z']);
  });

  test('a line break pasted into a name is printed as a blank, not refused', async () => {
    const buyer = { ...walkIn, name: '钦州市\r\n第一中学' };
    expect((await readFirst({ buyer })).text).toContain('钦州市 第一中学');
  });
});

describe('characters the font lacks', () => {
  const BY_HAND = '〔U+…〕为字库没有的字，请手写补上';

  test('stand there by their code, whole, and every sheet they are on says what to do', async () => {
    const buyer = { ...walkIn, name: '𠮷野家𪚥学校', contact: '𠮷*' };
    const pages = await read(await draw({ buyer, cards: fiveRanges }));
    expect(pages).toHaveLength(2);
    for (const { text } of pages) {
      expect(text.split('\n')).toContain('〔U+20BB7〕野家〔U+2A6A5〕学校');
      expect(text.split('\n')).toContain('〔U+20BB7〕*');
      expect(text).toContain(BY_HAND);
    }
  });

  test('a slip without one says nothing of it', async () => {
    expect((await readFirst({ buyer: { ...saleSlip().buyer, name: LONG_NAME } })).text).not.toContain('手写');
  });

  test('a name of nothing else comes out whole, each code in one piece, inside its row', async () => {
    const buyer = { ...walkIn, name: '𠮷'.repeat(100) };
    const { pieces, size } = await readFirst({ buyer });
    const name = pieces.filter((piece) => piece.text.includes('20BB7'));
    expect(name.map((piece) => piece.text).join('')).toBe('〔U+20BB7〕'.repeat(100));
    for (const { text, left, right, baseline } of name) {
      expect(text).toMatch(/^(〔U\+20BB7〕)+$/);
      expect(left).toBeGreaterThan(9 * POINTS_PER_MM);
      expect(right).toBeLessThan(193 * POINTS_PER_MM);
      expect((size[1] ?? 0) - baseline).toBeGreaterThan(24 * POINTS_PER_MM);
      expect((size[1] ?? 0) - baseline).toBeLessThan(31.4 * POINTS_PER_MM);
    }
  });
});

describe('the thread', () => {
  const started: DocumentWorker[] = [];
  const documents = createDocuments((events) => {
    const worker = startDocumentWorker(events);
    started.push(worker);
    return worker;
  });
  afterAll(() => documents.close());

  test('draws the same paper as the engine would', async () => {
    const drawn = await documents.slipPdf(saleSlip());
    expect(Buffer.compare(drawn, await draw({}))).toBe(0);
  });

  test('knows before anything is drawn which characters the font lacks, each once', async () => {
    expect(await documents.undrawable('𠮷野家𪚥𠮷䶮𬱟')).toEqual(['𠮷', '𪚥']);
    expect(await documents.undrawable(LONG_NAME)).toEqual([]);
  });

  test('a slip that is a bug fails alone; the thread goes on', async () => {
    const bug = documents.slipPdf({ ...saleSlip(), books: [bookLine(1)] });
    await expect(bug).rejects.toThrow('does not add up');
    await expect(bug).rejects.not.toBeInstanceOf(Refusal);
    await documents.slipPdf(saleSlip());
    expect(started).toHaveLength(1);
  });

  test('its death fails every waiting call in words, and the next call starts a new one', async () => {
    const waiting = [documents.slipPdf(saleSlip()), documents.slipPdf(saleSlip({ reprint: 1 }))];
    started.at(-1)?.stop();
    for (const result of await Promise.allSettled(waiting)) {
      expect(result).toMatchObject({
        status: 'rejected',
        reason: { problem: { code: 'document-thread-lost' } },
      });
    }
    await documents.slipPdf(saleSlip());
    expect(started).toHaveLength(2);
  });

  test('after closing nothing is started any more', async () => {
    const closing = createDocuments(startDocumentWorker);
    closing.close();
    await expect(closing.slipPdf(saleSlip())).rejects.toBeInstanceOf(Refusal);
  });
});
