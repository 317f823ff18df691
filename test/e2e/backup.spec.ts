import { readFileSync, writeFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { addCardsAndTakePayment, sellToNewEmployer, signIn } from './counter.ts';
import { dataFolder, startProgram } from './program.ts';

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
}

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
