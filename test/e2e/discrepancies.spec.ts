import { expect } from '@playwright/test';
import { expectAccessible, expectFits } from './checks.ts';
import { signIn } from './counter.ts';
import { test } from './program.ts';

test.use({ contradicted: true });

test('cards sold at two PCs stand once in 待处理, with both slips side by side, until a supervisor writes down what was done', async ({
  page,
  program,
}) => {
  await page.goto(program.url);
  await signIn(page, '陆主任', '2401');
  await expect(page.getByRole('button', { name: /待处理.*2 项/ })).toBeVisible();
  await page.keyboard.press('Control+F11');
  const list = page.getByRole('grid', { name: '待处理' });
  await expect(list.getByRole('row', { name: /一卡两售 045072014000000103–045072014000000105/ })).toHaveCount(
    1,
  );
  await expect(list.getByRole('row', { name: /重复入库 045072014000000101–045072014000000120/ })).toHaveCount(
    1,
  );
  await expectAccessible(page);
  await expectFits(page);
  await list.getByRole('row', { name: /一卡两售/ }).click();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: /出库单 QZ1A-20140520/ })).toContainText('财务办1号机钱柜');
  await expect(page.getByRole('region', { name: /出库单 QZ2A-20140520/ })).toContainText('财务办2号机钱柜');
  await expectFits(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press('F9');
  await expect(page.getByRole('textbox', { name: '处理情况' })).toBeFocused();
  await page.keyboard.press('F9');
  await expect(page.getByText('没有写处理情况，没有办理。')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('textbox', { name: '处理情况' }).fill('核对回执，2号机的单录错');
  await page.keyboard.press('F9');
  await expect(list.getByRole('row', { name: /一卡两售/ })).toHaveCount(0);
  await expect(page.getByRole('button', { name: /待处理.*1 项/ })).toBeVisible();
  await page.getByRole('radio', { name: '已处理' }).check();
  const done = page.getByRole('grid', { name: '已处理' });
  await expect(done.getByRole('row', { name: /一卡两售.*已更正。核对回执，2号机的单录错/ })).toHaveCount(1);
});

test('a clerk sees what contradicts itself and who settles it', async ({ page, program }) => {
  await page.goto(program.url);
  await signIn(page);
  await page.keyboard.press('Control+F11');
  await expect(page.getByRole('row', { name: /一卡两售/ })).toBeVisible();
  await expect(page.getByText('由主管办理').first()).toBeVisible();
});
