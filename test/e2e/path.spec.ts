import { expect, test } from '@playwright/test';
import { addCardsAndTakePayment, scan, sellToNewEmployer, signIn, takeInFirstNote } from './counter.ts';
import { dataFolder, startProgram } from './program.ts';
import { textOf } from './slip-text.ts';

test('a delivery note comes in, a card is sold by keyboard, its slip is printed, and a killed program still has it all', async ({
  page,
}) => {
  const folder = dataFolder();
  const program = await startProgram(folder.path, '--practice');
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(program.url);
  await signIn(page);
  await takeInFirstNote(page);
  await sellToNewEmployer(page, '钦州市第一中学', '045072014000001017');

  const download = page.waitForEvent('download');
  await expect(page.getByRole('img', { name: /单据 QZ1A-20140520-00004 第 1 页/ })).toBeVisible();
  await expect(page.getByRole('button', { name: '打印 F8' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: '保存' })).toBeFocused();
  await page.keyboard.press('Enter');
  const slip = await textOf(await (await download).path());
  expect(slip).toContain('QZ1A-20140520-00004');
  expect(slip).toContain('045072014000001017');
  expect(slip).toContain('钦州市第一中学');
  expect(slip).toContain('人民币伍拾元整');
  expect(slip).toContain('教材自愿购买');
  expect(slip).toContain('不是财政票据');
  expect(slip).toContain('练习');
  expect(slip).not.toContain('补打');
  // A saved paper is one that somebody may take for the original: it counts, and the next one says so.
  await expect(page.getByText('已打印 · 待登记', { exact: true })).toBeVisible();
  await expect(page.locator('figcaption')).toContainText('补打第 1 次');
  const copy = page.waitForEvent('download');
  await page.getByRole('button', { name: '保存' }).press('Enter');
  expect(await textOf(await (await copy).path())).toContain('补打第 1 次');

  await page.keyboard.press('Escape');
  await expect(page.getByRole('combobox', { name: '购卡单位' })).toBeFocused();
  expect(errors).toEqual([]);

  await program.kill();
  const again = await startProgram(folder.path, '--practice');
  await page.goto(again.url);
  await signIn(page);
  await page.keyboard.press('Shift+F8');
  await expect(page.getByRole('row', { name: /QZ1A-20140520-00004.*钦州市第一中学/ })).toBeVisible();
  await page.keyboard.press('Shift+F3');
  await expect(page.getByText(/缺 045072014000001017/)).toBeVisible();
  await again.stop();
  folder.remove();
});

test('a card sold once is refused with its story', async ({ page }) => {
  const folder = dataFolder();
  const program = await startProgram(folder.path, '--practice');
  await page.goto(program.url);
  await signIn(page);
  await sellToNewEmployer(page, '钦州市实验小学', '045072014000000101');
  await page.keyboard.press('Escape');
  const buyer = page.getByRole('combobox', { name: '购卡单位' });
  await expect(buyer).toBeFocused();
  await page.keyboard.type('钦州市实验');
  await expect(page.getByRole('option', { name: /钦州市实验小学/ }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: '卡号' })).toBeFocused();
  await scan(page, '045072014000000101');
  await page.keyboard.press('Enter');
  await expect(
    page.getByText(/已于 2014-05-20 售给钦州市实验小学（单号 QZ1A-20140520-00003）/),
  ).toBeVisible();
  // Nothing is sold while a refusal stands unseen.
  await page.keyboard.press('Escape');
  await expect(page.getByText(/已于 2014-05-20 售给/)).toBeHidden();
  await expect(page.getByRole('textbox', { name: '卡号' })).toBeFocused();
  await addCardsAndTakePayment(page, '045072014000000102+2');
  await program.stop();
  folder.remove();
});
