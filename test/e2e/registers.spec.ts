import { expect, type Page, test } from '@playwright/test';
import { expectAccessible, expectFits } from './checks.ts';
import { scan, signIn } from './counter.ts';
import { dataFolder, type Program, startProgram } from './program.ts';
import { textOf } from './slip-text.ts';

let folder: ReturnType<typeof dataFolder>;
let program: Program;

test.beforeEach(async ({ page }) => {
  folder = dataFolder();
  program = await startProgram(folder.path, '--practice');
  await page.goto(`${program.url}&font=app`);
  await signIn(page);
});
test.afterEach(async () => {
  await program.stop();
  folder.remove();
});

const number = (page: Page) => page.getByRole('textbox', { name: '票据号码' });

/** A walk-in with one card, ready to be paid. */
async function walkIn(page: Page, card: string): Promise<void> {
  await expect(page.getByRole('combobox', { name: '购卡单位' })).toBeFocused();
  await page.keyboard.type('个人', { delay: 50 });
  await expect(page.getByRole('option', { name: /个人购卡/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await scan(page, card);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('list', { name: '已加入的卡' })).toBeVisible();
}

async function takePayment(page: Page): Promise<void> {
  await page.keyboard.press('F9');
  await expect(page.getByText('已收款 ¥50.00')).toBeVisible();
  await page.keyboard.press('Escape');
}

/** Three sales: 暂不开, the proposed number, and a number further on, whose gap is voided on the way. */
async function threeSales(page: Page): Promise<void> {
  await walkIn(page, '045072014000000101');
  await takePayment(page);
  await walkIn(page, '045072014000000102');
  await page.getByRole('group', { name: '卡款票据' }).getByRole('radio', { name: '暂不开' }).focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await expect(number(page)).toBeFocused();
  await expect(number(page)).toHaveValue('0012301');
  await takePayment(page);
  await walkIn(page, '045072014000000103');
  await expect(number(page)).toHaveValue('0012302');
  await number(page).focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('0012303', { delay: 50 });
  await expect(page.getByText('会跳过 0012302。')).toBeVisible();
  await page.keyboard.press('F9');
  await expect(page.getByText(/该用 0012302，用 0012303 会跳过 0012302，共 1 个号/)).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '作废跳过的 1 个号' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toContainText('0012302 共 1 个号没有用过');
  await expectAccessible(page);
  await page.keyboard.press('F9');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByText('会跳过 0012302。')).toBeHidden();
  await takePayment(page);
}

test('by keyboard only: sales take numbers in order, one is voided, one written later, and the register adds up', async ({
  page,
}) => {
  await threeSales(page);
  await page.keyboard.press('Shift+F5');
  await expect(page.getByRole('heading', { level: 1, name: '票据' })).toBeVisible();
  await expect(page.getByText('财政票据：领入 100，已用 2，作废 1，剩余 97，相符')).toBeVisible();
  await expectAccessible(page);
  await expectFits(page);

  await expect(page.getByRole('row', { name: /发票 00778801–00778850/ })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('row', { name: /财政票据 0012301–0012400/ })).toBeFocused();
  await page.keyboard.press('Shift+F9');
  const first = page.getByRole('textbox', { name: '号码（多份的填起号）' });
  await expect(first).toBeFocused();
  await expect(first).toHaveValue('0012304');
  await page.keyboard.press('F9');
  await expect(page.getByText('请选择作废原因')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('radio', { name: '填写错误' })).toBeFocused();
  await page.keyboard.press('Space');
  await page.keyboard.press('F9');
  await expect(page.getByText('已作废财政票据 0012304')).toBeVisible();

  await page.getByRole('radio', { name: '票据本' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('row', { name: /QZ1A-20140520-00003/ })).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(page.getByText('不填就用下一号 0012305；请核对纸上印的号码')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('F9');
  await expect(page.getByText('已补开财政票据 0012305')).toBeVisible();
  await expect(page.getByText('没有要补开的票据。')).toBeVisible();

  await page.getByRole('radio', { name: '补开' }).focus();
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByText('财政票据：领入 100，已用 3，作废 2，剩余 95，相符')).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const numbers = page.getByRole('grid', { name: '已用和作废的号码' });
  await expect(numbers.getByRole('row').nth(1)).toContainText('0012305');
  await expect(numbers.getByRole('row').nth(1)).toContainText('QZ1A-20140520-00003');
  await expect(numbers).toContainText('作废 · 跳号');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press('F8');
  await expect(page.getByRole('img', { name: /第 1 页/ })).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: '保存' }).focus();
  await page.keyboard.press('Enter');
  const sheet = (await textOf(await (await download).path())).replaceAll(/\s/g, '');
  expect(sheet).toContain('财政票据：领入100，已用3，作废2，剩余95，相符');
});

test('a book is taken over by keyboard, and one that overlaps is refused with the book it overlaps', async ({
  page,
}) => {
  await page.keyboard.press('Shift+F5');
  await expect(page.getByRole('row', { name: /发票/ })).toBeFocused();
  await page.keyboard.press('F9');
  await expect(page.getByRole('textbox', { name: '起号' })).toBeFocused();
  await page.keyboard.type('0012400', { delay: 50 });
  await page.keyboard.press('Enter');
  await page.keyboard.type('0012499', { delay: 50 });
  await expect(page.getByText('共 100 份，请与票据本封面核对')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('F9');
  await expect(page.getByText(/0012400 已在 2014-05-20 领入的财政票据本 0012301–0012400 里/)).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('textbox', { name: '起号' }).fill('0012401');
  await page.keyboard.press('F9');
  await expect(page.getByText('已领入财政票据 0012401–0012499，共 99 份')).toBeVisible();
  await expect(page.getByText('财政票据：领入 199，已用 0，作废 0，剩余 199，相符')).toBeVisible();
});
