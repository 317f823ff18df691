import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { scan, signIn } from './counter.ts';
import { test } from './program.ts';

test.beforeEach(async ({ page, program }) => {
  await page.goto(program.url);
  await signIn(page);
});

/** A file of this many bytes on the disk, which a browser on the same machine opens without it being sent there. */
function fileOf(folder: string, bytes: number): string {
  const path = join(folder, `${bytes}.csv`);
  writeFileSync(path, '');
  truncateSync(path, bytes);
  return path;
}

test('F9 while a card is still being checked waits for it and sells nothing', async ({ page }) => {
  await expect(page.getByRole('combobox', { name: '购卡单位' })).toBeFocused();
  await page.keyboard.type('个人');
  await page.getByRole('option', { name: /个人购卡/ }).click();
  await expect(page.getByRole('radio', { name: '市直' })).toBeFocused();
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  const answer = Promise.withResolvers<void>();
  const asked = page.waitForRequest('**/rpc/sales/checkCards');
  await page.route('**/rpc/sales/checkCards', async (route) => {
    await answer.promise;
    await route.continue();
  });
  const sales: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/rpc/sales/make')) sales.push(request.url());
  });

  await expect(page.getByRole('textbox', { name: '卡号' })).toBeFocused();
  await scan(page, '045072014000000101');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await asked;
  await page.keyboard.press('F9');
  await expect(page.getByText('正在核对卡号，请稍候再收款。')).toBeVisible();
  await expect(page.getByRole('textbox', { name: '卡号' })).toBeFocused();
  expect(sales).toEqual([]);

  answer.resolve();
  await expect(page.getByRole('list', { name: '已加入的卡' })).toBeVisible();
  await expect(page.getByText('正在核对卡号，请稍候再收款。')).toBeHidden();
  await expect(page.getByRole('dialog')).toBeHidden();
  expect(sales).toEqual([]);
  await page.keyboard.press('F9');
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(sales).toHaveLength(1);
});

test('leaving the page never asks for a half-filled sale, which comes back; 清空重填 forgets it', async ({
  page,
}) => {
  const questions: string[] = [];
  page.on('dialog', async (dialog) => {
    questions.push(dialog.type());
    await dialog.accept();
  });
  const buyer = page.getByRole('combobox', { name: '购卡单位' });
  await expect(buyer).toBeFocused();
  await page.keyboard.type('灵山县');
  await page.reload();
  await expect(buyer).toHaveValue('灵山县');
  await page.getByRole('button', { name: '清空重填' }).click();
  await expect(buyer).toHaveValue('');
  await page.reload();
  await expect(buyer).toBeFocused();
  await expect(buyer).toHaveValue('');
  expect(questions).toEqual([]);
});

test('a file of more than 20 MB is refused in the page, in words, and never sent', async ({
  page,
  program,
}) => {
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/rpc/cards/previewNote')) sent.push(request.url());
  });
  await page.keyboard.press('Shift+F2');
  const input = page.locator('input[type=file]');
  const most = 20 * 1024 * 1024;

  await input.setInputFiles(fileOf(program.folder, most + 1));
  const refusal = page.getByRole('alert');
  await expect(refusal).toContainText('这个文件太大：超过 20 MB。');
  await expect(refusal).toContainText('一条也没有导入');
  await expect(refusal).toContainText('分成几个文件');
  expect(sent).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(refusal).toBeHidden();

  // Exactly 20 MB is for the engine to judge; that it is asked is enough here.
  await page.route('**/rpc/cards/previewNote', (route) => route.abort());
  await input.setInputFiles(fileOf(program.folder, most));
  await expect(refusal).toContainText('与本机程序的连接断开了');
  expect(sent).toHaveLength(1);
});
