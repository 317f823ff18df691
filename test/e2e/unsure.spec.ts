import { expect, test } from '@playwright/test';
import { scan, signIn } from './counter.ts';
import { dataFolder, startProgram } from './program.ts';

test('an answer that got lost leaves the form locked, and F9 again makes no second sale', async ({
  page,
}) => {
  const folder = dataFolder();
  const program = await startProgram(folder.path, '--practice');
  await page.goto(program.url);
  await signIn(page);
  await expect(page.getByRole('combobox', { name: '购卡单位' })).toBeFocused();
  await page.keyboard.type('个人');
  await page.getByRole('option', { name: /个人购卡/ }).click();
  await expect(page.getByRole('radio', { name: '市直' })).toBeFocused();
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  const cards = page.getByRole('textbox', { name: '卡号' });
  await expect(cards).toBeFocused();
  await scan(page, '045072014000000101');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('list', { name: '已加入的卡' })).toBeVisible();

  await page.route('**/rpc/sales/make', async (route) => {
    await route.fetch();
    await route.abort();
  });
  await page.keyboard.press('F9');
  await expect(page.locator('main').getByText(/收款结果还不确定/)).toBeVisible();
  await expect(cards).toBeDisabled();

  await page.unroute('**/rpc/sales/make');
  await page.keyboard.press('F9');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+F8');
  await expect(page.getByRole('row', { name: /045072014000000101/ })).toHaveCount(1);
  await program.stop();
  folder.remove();
});

test('a refused scan stays on the screen when a good one follows, and nothing is sold before it was seen', async ({
  page,
}) => {
  const folder = dataFolder();
  const program = await startProgram(folder.path, '--practice');
  await page.goto(program.url);
  await signIn(page);
  const cards = page.getByRole('textbox', { name: '卡号' });
  await cards.focus();
  for (const card of ['999999999999999999', '045072014000000101']) {
    await scan(page, card);
    await page.keyboard.press('Enter');
  }
  await expect(page.getByRole('list', { name: '已加入的卡' })).toBeVisible();
  await expect(page.getByText(/999999999999999999 从未入库/)).toBeVisible();
  await expect(cards).toHaveValue('');
  await page.getByRole('combobox', { name: '购卡单位' }).focus();
  await page.keyboard.type('个人');
  await page.getByRole('option', { name: /个人购卡/ }).click();
  await page.keyboard.press('Space');
  await page.keyboard.press('F9');
  await expect(page.getByText(/有没处理的卡号/)).toBeVisible();
  await program.stop();
  folder.remove();
});

test('an unsure sale is asked about before the page is left, a half-filled one is not', async ({ page }) => {
  const folder = dataFolder();
  const program = await startProgram(folder.path, '--practice');
  await page.goto(program.url);
  await signIn(page);
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    void dialog.dismiss();
  });
  await expect(page.getByRole('combobox', { name: '购卡单位' })).toBeFocused();
  await page.keyboard.type('个人');
  await page.getByRole('option', { name: /个人购卡/ }).click();
  await expect(page.getByRole('radio', { name: '市直' })).toBeFocused();
  await page.keyboard.press('Space');
  const cards = page.getByRole('textbox', { name: '卡号（单张或起号）' });
  await cards.focus();
  await scan(page, '045072014000000101');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('list', { name: '已加入的卡' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('list', { name: '已加入的卡' })).toBeVisible();
  expect(asked).toEqual([]);

  await page.route('**/rpc/sales/make', (route) => route.abort());
  await page.keyboard.press('F9');
  await expect(page.locator('main').getByText(/收款结果还不确定/)).toBeVisible();
  await page.evaluate('void setTimeout(() => location.reload())');
  await expect.poll(() => asked).toEqual(['beforeunload']);
  await expect(cards).toBeDisabled();
  await program.stop();
  folder.remove();
});

test('a sale that could not be laid down first is not sent', async ({ page }) => {
  const folder = dataFolder();
  const program = await startProgram(folder.path, '--practice');
  await page.goto(program.url);
  await signIn(page);
  await expect(page.getByRole('combobox', { name: '购卡单位' })).toBeFocused();
  await page.keyboard.type('个人');
  await page.getByRole('option', { name: /个人购卡/ }).click();
  await expect(page.getByRole('radio', { name: '市直' })).toBeFocused();
  await page.keyboard.press('Space');
  await page.getByRole('textbox', { name: '卡号（单张或起号）' }).focus();
  await scan(page, '045072014000000101');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('list', { name: '已加入的卡' })).toBeVisible();
  const sales: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/rpc/sales/make')) sales.push(request.url());
  });
  await page.route('**/rpc/held/saveDraft', (route) => route.abort());
  await page.keyboard.press('F9');
  await expect(page.getByText('这一单没能先存到本机，所以没有收款。')).toBeVisible();
  expect(sales).toEqual([]);
  await page.unroute('**/rpc/held/saveDraft');
  await page.keyboard.press('F9');
  await expect(page.getByText('已收款 ¥50.00')).toBeVisible();
  expect(sales).toHaveLength(1);
  await program.stop();
  folder.remove();
});
