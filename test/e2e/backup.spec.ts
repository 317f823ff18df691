import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { expectAccessible, expectFits } from './checks.ts';
import { addCardsAndTakePayment, sellToNewEmployer, signIn } from './counter.ts';
import { dataFolder, startProgram } from './program.ts';

/** The wreck of a bad sector: the database can't be opened any more. */
function wreck(folder: string): void {
  const path = `${folder}/practice/gongxu.db`;
  const bytes = readFileSync(path);
  writeFileSync(path, bytes.fill(0x5a, 0, 65_536));
}

const figures = (page: Page, name: string) =>
  page.getByRole('table', { name: '恢复前后的数据' }).getByRole('row', { name: new RegExp(`^${name}`) });

test('a second folder is chosen, cards are sold, the database is wrecked, and everything comes back', async ({
  page,
}) => {
  test.setTimeout(180_000);
  const [folder, stick] = [dataFolder(), dataFolder()];
  const first = await startProgram(folder.path, '--practice');
  await page.goto(first.url);
  await signIn(page, '陆主任', '2401');
  await page.getByRole('button', { name: '未设置' }).press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: '备份' })).toBeVisible();
  await expectAccessible(page);
  await expectFits(page);
  await page.getByRole('textbox', { name: '文件夹' }).fill(stick.path);
  await page.getByRole('button', { name: '副本存到这里' }).press('Enter');
  await expect(page.getByText(/核对过，已是最新/)).toBeVisible();
  await page.keyboard.press('F9');
  await expect(page.getByText('已验证')).toBeVisible();
  await sellToNewEmployer(page, '钦州市第一中学', '045072014000000101');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /秒前/ }).press('Enter');
  await expect(page.getByText(/核对过，已是最新/)).toBeVisible({ timeout: 10_000 });
  await first.stop();

  wreck(folder.path);
  const second = await startProgram(folder.path, '--practice');
  await page.goto(`${second.url}&type=200`);
  await expect(page.getByRole('heading', { level: 1, name: '数据打不开' })).toBeVisible();
  await expectAccessible(page);
  await expect(page.getByRole('row', { name: /手工备份/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(figures(page, '有效销售')).toContainText('0 笔1 笔');
  await expect(figures(page, '卡款')).toContainText('¥50.00');
  await expect(page.getByText('没有发现缺少的业务')).toBeVisible();
  await expectAccessible(page);
  await expectFits(page);
  await page.keyboard.press('F9');
  await signIn(page);
  await expect(page.getByText(/用备份恢复了数据，补回了备份之后的 \d+ 条记录，没有缺少/)).toBeVisible();
  await page.keyboard.press('Shift+F8');
  await expect(page.getByRole('row', { name: /钦州市第一中学/ })).toBeVisible();
  await page.keyboard.press('F2');
  await page.getByRole('combobox', { name: '购卡单位' }).fill('第一中学');
  await page.keyboard.press('Enter');
  await addCardsAndTakePayment(page, '045072014000000102');
  await expect(page.getByRole('dialog', { name: /QZ1B-/ })).toBeVisible();
  await second.stop();
  for (const one of [folder, stick]) one.remove();
});

test('blank emergency slips are given out and printed, and a sale written on one is entered with Shift+F9', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const folder = dataFolder();
  const program = await startProgram(folder.path, '--practice');
  await page.goto(program.url);
  await signIn(page, '陆主任', '2401');
  await page.keyboard.press('F1');
  await page.getByRole('button', { name: '备份、恢复' }).press('Enter');
  await page.getByRole('textbox', { name: '张数' }).fill('2');
  await page.keyboard.press('Enter');
  await expect(page.getByText('领用 2 = 已补录 0 + 作废 0 + 未用 2')).toBeVisible();
  await page.getByRole('row', { name: /QZ1A-YJ-00001/ }).press('Enter');
  await expect(page.getByRole('dialog').locator('canvas')).toHaveCount(2);
  await page.keyboard.press('Escape');
  await page.keyboard.press('F2');
  await page.keyboard.press('Shift+F9');
  await expect(page.getByRole('textbox', { name: '应急单号' })).toBeFocused();
  await page.getByRole('textbox', { name: '应急单号' }).fill('qz1a-yj-00001');
  await page.getByRole('textbox', { name: '单上的日期' }).fill('2014-05-21');
  await expectAccessible(page);
  await page.getByRole('combobox', { name: '购卡单位' }).fill('钦州市第一中学');
  await sellToNewEmployerFrom(page);
  await expect(page.getByRole('alert')).toContainText('应急单上的日期还没有到');
  await page.keyboard.press('Escape');
  await page.getByRole('textbox', { name: '单上的日期' }).fill('2014-05-20');
  await page.keyboard.press('F9');
  await expect(page.getByRole('dialog', { name: /出库单/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('textbox', { name: '应急单号' })).toHaveCount(0);
  await program.stop();
  folder.remove();
});

async function sellToNewEmployerFrom(page: Page): Promise<void> {
  await expect(page.getByRole('option', { name: /登记新单位/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('radio', { name: '市直' })).toBeFocused();
  await page.keyboard.press('Space');
  await page.getByRole('textbox', { name: '卡号（单张或起号）' }).fill('045072014000000101');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('list', { name: '已加入的卡' })).toBeVisible();
  await page.keyboard.press('F9');
}

test('the first start asks where the second copy goes; an emptied PC becomes itself again from it alone', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const [folder, stick] = [dataFolder(), dataFolder()];
  const first = await startProgram(folder.path);
  await page.goto(first.url);
  await page.getByText('第二份副本存到哪里').click();
  await page.getByRole('textbox', { name: '文件夹' }).fill(stick.path);
  await expectAccessible(page);
  await page.getByRole('button', { name: '开始练习' }).press('Enter');
  await signIn(page);
  await expect(page.getByRole('button', { name: /秒前/ })).toBeVisible();
  await sellToNewEmployer(page, '钦州市第一中学', '045072014000000101');
  await page.waitForResponse(
    async (answer) => /backup.second/.test(answer.url()) && isCurrent(await answer.text()),
  );
  await first.stop();

  rmSync(`${folder.path}/practice`, { recursive: true });
  const second = await startProgram(folder.path);
  await page.goto(second.url);
  await page.getByRole('button', { name: '从备份恢复' }).press('Enter');
  await page.getByRole('radio', { name: '练习' }).check();
  const place = page.getByRole('region', { name: '用备份恢复' }).getByRole('textbox', { name: '文件夹' });
  await place.fill(stick.path);
  await page.getByRole('button', { name: '查找这里的备份和副本' }).press('Enter');
  await page.getByRole('row', { name: /只用第二份副本/ }).press('Enter');
  await expect(figures(page, '有效销售')).toContainText('1 笔');
  await page.keyboard.press('F9');
  await signIn(page);
  await expect(page.getByText(/用备份恢复了数据/)).toBeVisible();
  await second.stop();
  for (const one of [folder, stick]) one.remove();
});

/** Nothing waits to be written any more. */
function isCurrent(answer: string): boolean {
  return /"kind":"current"/.test(answer) && /"waiting":0/.test(answer);
}
