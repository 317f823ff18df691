import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { signIn } from './counter.ts';
import { test } from './program.ts';
import { scan } from './scanner.ts';

/** From the opened screen to the form of one way in, by keyboard. */
async function goIn(page: Page, way: string): Promise<void> {
  await page.keyboard.press('Shift+F2');
  await expect(page.getByRole('row', { name: /第一批/ })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('radio', { name: '送卡单文件' })).toBeFocused();
  while (!(await page.getByRole('radio', { name: way }).isChecked())) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
}

async function savedText(page: Page): Promise<string> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: '保存' }).press('Enter');
  const data = new Uint8Array(await readFile(await (await download).path()));
  const pdf = await getDocument({ data }).promise;
  const pages = Array.from({ length: pdf.numPages }, async (_, index) =>
    (await (await pdf.getPage(index + 1)).getTextContent()).items.map((item) =>
      'str' in item ? item.str : '',
    ),
  );
  return (await Promise.all(pages)).flat().join('').replaceAll(/\s/g, '');
}

test('cards come in by keyboard from two figures a line, a known number is named while typing, and the 入库单 is printed', async ({
  page,
  program,
}) => {
  await page.goto(program.url);
  await signIn(page);
  await goIn(page, '手工录入');
  await expect(page.getByRole('textbox', { name: '送货单号' })).toBeFocused();
  await page.keyboard.type('SK-2014-007');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: '第 1 行起号' })).toBeFocused();
  await page.keyboard.insertText('045072014000002001');
  await page.keyboard.press('Enter');
  await page.keyboard.insertText('045072014000002040');
  await expect(page.getByRole('textbox', { name: '第 1 行张数' })).toHaveAttribute('placeholder', '40');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: '第 2 行起号' })).toBeFocused();
  await page.keyboard.insertText('045072014000000199');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.type('10');
  await expect(page.getByText(/共 2 张已随“QZ1A-20140520-00001”入库/)).toBeVisible();
  const form = page.getByRole('region', { name: '手工录入' });
  await expect(form.getByText('有不能入库的行，请先改正')).toBeVisible();
  // Back to the line's first figure.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('textbox', { name: '第 2 行起号' })).toBeFocused();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText('045072014000003001');
  await expect(page.getByRole('textbox', { name: '第 2 行止号' })).toHaveAttribute(
    'placeholder',
    '045072014000003010',
  );
  await expect(page.getByText('可入库 50 张')).toBeVisible();
  await page.keyboard.press('F9');
  await expect(page.getByText('已入库 50 张')).toBeVisible();
  await page.keyboard.press('F8');
  await expect(page.getByRole('img', { name: /单据 QZ1A-20140520-00003 第 1 页/ })).toBeVisible();
  await expect(page.getByText('已打印')).toBeVisible();
  const text = await savedText(page);
  expect(text).toContain('激活卡入库单');
  expect(text).toContain('SK-2014-007');
  expect(text).toContain('练习');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+F3');
  await expect(page.getByText(/045072014000002001–045072014000002040/)).toBeVisible();
});

test('numbers scanned one after the other fill 起号 and 止号 line by line, also from 张数', async ({
  page,
  program,
}) => {
  await page.goto(program.url);
  await signIn(page);
  await goIn(page, '手工录入');
  await expect(page.getByRole('textbox', { name: '送货单号' })).toBeFocused();
  await scan(page, 'SK2014007');
  for (const [first, last] of [
    ['045072014000002001', '045072014000002040'],
    ['045072014000003001', '045072014000003010'],
  ] as const) {
    await scan(page, first);
    await scan(page, last);
  }
  await expect(page.getByRole('textbox', { name: '送货单号' })).toHaveValue('SK2014007');
  await expect(page.getByRole('textbox', { name: '第 1 行张数' })).toHaveValue('');
  await expect(page.getByRole('textbox', { name: '第 2 行起号' })).toHaveValue('045072014000003001');
  await expect(page.getByRole('textbox', { name: '第 2 行张数' })).toBeFocused();
  await expect(page.getByText('可入库 50 张')).toBeVisible();
});

test('books come in by the quantity typed, and their 入库单 is printed again from the list', async ({
  page,
  program,
}) => {
  await page.goto(program.url);
  await signIn(page);
  await goIn(page, '教材');
  await expect(page.getByRole('textbox', { name: '送货单号' })).toBeFocused();
  await page.keyboard.type('SS-9');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: '数量（本）' })).toHaveValue('');
  await page.keyboard.type('30');
  await page.keyboard.press('F9');
  await expect(page.getByText('已入库 30 本')).toBeVisible();
  await page.keyboard.press('Shift+F3');
  await expect(page.getByRole('row', { name: /知识读本》 80/ })).toBeVisible();
  await page.keyboard.press('Shift+F2');
  await page.getByRole('row', { name: /QZ1A-20140520-00003/ }).click();
  await page.keyboard.press('F8');
  await expect(page.getByRole('dialog').getByText('已打印')).toBeVisible();
  // The key works again once the printer has taken the first one.
  const key = page
    .getByRole('toolbar', { name: '功能键' })
    .getByRole('button', { name: /打印/, includeHidden: true });
  await expect(key).toHaveAttribute('aria-disabled', 'false');
  await page.keyboard.press('F8');
  await expect(page.getByRole('dialog').getByText('已打印，补打 1 次')).toBeVisible();
  // A saved one counts as a print.
  expect(await savedText(page)).toContain('补打第2次');
});

test('期初库存 is greyed for a clerk with the reason, and open to a supervisor', async ({
  page,
  program,
}) => {
  await page.goto(program.url);
  await signIn(page);
  await page.keyboard.press('Shift+F2');
  await expect(page.getByRole('radio', { name: '期初库存（由主管办理）' })).toBeDisabled();
  // One PC: nothing speaks of the store-room or of 领用.
  await expect(page.getByText('库房')).toHaveCount(0);
  await expect(page.getByRole('navigation', { name: '业务' }).getByText('领用')).toHaveCount(0);
  await page.keyboard.press('F12');
  await signIn(page, '陆主任', '2401');
  await goIn(page, '期初库存');
  await expect(page.getByRole('textbox', { name: '第 1 行起号' })).toBeFocused();
  await page.keyboard.insertText('045072014000002001');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.type('5');
  await page.keyboard.press('F9');
  await expect(page.getByText('已入库 5 张')).toBeVisible();
  await expect(page.getByText('期初', { exact: true })).toBeVisible();
});
