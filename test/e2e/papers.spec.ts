import { readFile } from 'node:fs/promises';
import { read, utils } from '@e965/xlsx';
import { type Download, expect, type Page } from '@playwright/test';
import { addCardsAndTakePayment, signIn, takeInFirstNote } from './counter.ts';
import { test } from './program.ts';

test.beforeEach(async ({ page, program }) => {
  await page.goto(program.url);
  await signIn(page);
});

async function linesOf(download: Download): Promise<string[][]> {
  const book = read(await readFile(await download.path()));
  return utils.sheet_to_json(book.Sheets['退回核对表'] ?? {}, { header: 1, defval: '' });
}

async function exportRows(page: Page): Promise<Download> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: '导出不收的行' }).press('Enter');
  return download;
}

test('the rows that are not taken are exported from the preview and, when the others came in, once more', async ({
  page,
}) => {
  await takeInFirstNote(page);
  await expect(page.getByRole('button', { name: '导出不收的行' })).toBeHidden();
  await page.getByRole('button', { name: '再收一单 Shift+F2' }).press('Enter');
  await page.getByRole('row', { name: /第二批/ }).click();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: '确认入库 F9' })).toBeEnabled();
  const before = await exportRows(page);
  expect(before.suggestedFilename()).toMatch(/^退回核对表 QZ\d+\.xlsx$/);
  const lines = await linesOf(before);
  expect(lines[0]?.[0]).toBe('退回核对表（练习）');
  expect(lines.filter(([row]) => /^\d+$/.test(row ?? ''))).toHaveLength(3);

  await page.keyboard.press('F9');
  await expect(page.getByText(/^已入库 /)).toBeVisible();
  expect(await linesOf(await exportRows(page))).toEqual(lines);
});

test('a character no font has is said before the sale, stands on the slip by its code, and the slip is printed', async ({
  page,
}) => {
  await expect(page.getByRole('combobox', { name: '购卡单位' })).toBeFocused();
  await page.keyboard.type('钦州市𠮷野学校');
  const note = page.getByRole('status').filter({ hasText: '字库里没有' });
  await expect(note).toContainText('字库里没有「𠮷」（U+20BB7）');
  await expect(note).toContainText('可以照常收款');
  await expect(note).toContainText('〔U+20BB7〕');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('radio', { name: '市直' })).toBeFocused();
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: '联系人' }).fill('𪚥小兰');
  await expect(note).toContainText('「𠮷」（U+20BB7）、「𪚥」（U+2A6A5）');
  // Masked on paper, so there is nothing to warn of.
  await page.getByRole('textbox', { name: '联系人' }).fill('韦𪚥兰');
  await expect(note).not.toContainText('U+2A6A5');
  await page.getByRole('textbox', { name: '卡号' }).focus();
  await addCardsAndTakePayment(page, '045072014000000101');
  await expect(page.getByRole('img', { name: /第 1 页/ })).toBeVisible();
  await expect(page.locator('figcaption')).toContainText('钦州市〔U+20BB7〕野学校');
  await expect(page.locator('figcaption')).toContainText('请手写补上');
  await page.keyboard.press('F8');
  await expect(page.getByText('已打印 · 待登记', { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');

  await expect(page.getByRole('combobox', { name: '购卡单位' })).toBeFocused();
  await page.keyboard.type('钦州市第一');
  await expect(page.getByRole('option', { name: /登记新单位/ })).toBeVisible();
  await expect(note).toBeHidden();
});
