import { cpSync, rmSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { sellToNewEmployer, signIn } from './counter.ts';
import { dataFolder, type Program, startProgram } from './program.ts';

const RESTORED = /数据被换成了较早的副本/;

/** Sells a card, puts the database of before that in its place, and starts again; the mark beside it stays. */
async function restoredProgram(folder: string, sell: (url: string) => Promise<void>): Promise<Program> {
  const database = `${folder}/practice/gongxu.db`;
  const first = await startProgram(folder, '--practice');
  await first.stop();
  cpSync(database, `${folder}/older.db`);
  const second = await startProgram(folder, '--practice');
  await sell(second.url);
  await second.stop();
  for (const suffix of ['-wal', '-shm']) rmSync(`${database}${suffix}`, { force: true });
  cpSync(`${folder}/older.db`, database);
  return startProgram(folder, '--practice');
}

test('a restored PC says so after every start until a supervisor writes down what was done, also at 200 % type', async ({
  page,
}) => {
  const folder = dataFolder();
  const restored = await restoredProgram(folder.path, async (url) => {
    await page.goto(url);
    await signIn(page);
    await sellToNewEmployer(page, '钦州市第一中学', '045072014000000101');
  });
  await restored.stop();
  const program = await startProgram(folder.path, '--practice');
  await page.goto(`${program.url}&type=200`);
  await expect(page.getByText(RESTORED)).toBeVisible();
  await signIn(page);
  await expect(page.getByRole('button', { name: '已处理' })).toBeDisabled();
  await expect(page.getByText('由主管、管理员办理')).toBeVisible();
  await page.getByRole('button', { name: '锁屏、换人 F12' }).click();

  await signIn(page, '陆主任', '2401');
  await page.getByRole('button', { name: '已处理' }).press('Enter');
  await expect(page.getByRole('textbox', { name: '处理情况' })).toBeFocused();
  await page.keyboard.press('F9');
  await expect(page.getByText('请写明处理情况')).toBeVisible();
  await page.keyboard.type('已用纸质单据补齐');
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
  await page.keyboard.press('F9');
  await expect(page.getByText(RESTORED)).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: '售卡' })).toBeVisible();
  await expect(page.getByText(RESTORED)).toHaveCount(0);
  await program.stop();
  folder.remove();
});
