import { expect, test } from '@playwright/test';
import { sellToNewEmployer, signIn } from './counter.ts';
import { dataFolder, type Program, startProgram } from './program.ts';
import { expectAccessible, expectFits } from './sound-page.ts';

let folder: ReturnType<typeof dataFolder>;
let program: Program;

test.beforeEach(async () => {
  folder = dataFolder();
});
test.afterEach(async () => {
  await program.stop();
  folder.remove();
});

for (const type of ['100', '200']) {
  test(`every screen is accessible and fits 1366×768 at ${type} % type`, async ({ page }) => {
    program = await startProgram(folder.path, '--practice');
    await page.goto(`${program.url}&type=${type}&font=app`);
    await expect(page.getByRole('button', { name: '登录' })).toBeVisible();
    await expectAccessible(page);
    await expectFits(page);
    await signIn(page);
    for (const key of ['F2', 'Shift+F2', 'Shift+F3', 'Shift+F8']) {
      await page.keyboard.press(key);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expectAccessible(page);
      await expectFits(page);
    }
    await sellToNewEmployer(page, '钦州市人民医院', '045072014000000101+30');
    await expectAccessible(page);
    await expectFits(page);
  });
}

test('the first start offers 练习 and says how real use begins', async ({ page }) => {
  program = await startProgram(folder.path);
  await page.goto(program.url);
  await expect(page.getByRole('button', { name: /练习/ })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: /练习/ }).press('Enter');
  await expect(page.getByRole('button', { name: '登录' })).toBeVisible();
});
