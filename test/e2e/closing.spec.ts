import { expect, type Page, test } from '@playwright/test';
import { expectAccessible, expectFits } from './checks.ts';
import { addCardsAndTakePayment, signIn } from './counter.ts';
import { dataFolder, type Program, startProgram } from './program.ts';
import { textOf } from './slip-text.ts';

const FIRST = '045072014000000101';
const SECOND = '045072014000000102';
const THIRD = '045072014000000103';

let folder: ReturnType<typeof dataFolder>;
let program: Program;

test.beforeEach(async ({ page }) => {
  folder = dataFolder();
  program = await startProgram(folder.path, '--practice');
  await page.clock.install();
  await page.goto(program.url);
});
test.afterEach(async () => {
  await program.stop();
  folder.remove();
});

/** One card to a walk-in of 市直, in cash; ends on the sale bench. */
async function sellOne(page: Page, card: string): Promise<void> {
  await page.keyboard.press('F2');
  await expect(page.getByRole('combobox', { name: '购卡单位' })).toBeFocused();
  await page.keyboard.type('个人');
  await page.getByRole('option', { name: /个人购卡/ }).waitFor();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('radio', { name: '市直' })).toBeFocused();
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: '卡号' })).toBeFocused();
  await addCardsAndTakePayment(page, card);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

/** Notes of 100 and of 50, by keyboard; the cursor stands in the hundreds. */
async function count(page: Page, hundreds: number, fifties: number): Promise<void> {
  await expect(page.getByRole('textbox', { name: '100 元' })).toBeFocused();
  await page.keyboard.type(String(hundreds));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: '50 元' })).toBeFocused();
  if (fifties > 0) await page.keyboard.type(String(fifties));
  await page.keyboard.press('F9');
}

async function approve(page: Page, secret: string): Promise<void> {
  await expect(page.getByLabel('批准人的密码')).toBeFocused();
  await page.keyboard.type(secret);
  await page.keyboard.press('Enter');
}

/** What the sheet on the screen says as a file. */
async function savedText(page: Page): Promise<string> {
  await expect(page.getByRole('img', { name: /第 1 页/ })).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: '保存' }).click();
  return textOf(await (await download).path());
}

async function sound(page: Page): Promise<void> {
  await expectAccessible(page);
  await expectFits(page);
}

/** A sheet's words but for what tells one print from another. */
function signed(text: string): string {
  return text.replace(/补打第 \d 次\s*/, '').replace(/打印时间：[\d-]{10} \d\d:\d\d/, '');
}

test('two clerks, a shortage that a supervisor stands for, the day closed, and selling goes on in the next', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await signIn(page);
  await page.keyboard.press('F10');
  await expect(page.getByRole('heading', { level: 1, name: '交班日结' })).toBeVisible();
  await count(page, 2, 0);
  await expect(page.getByText('韦小兰 当班，备用金 ¥200.00')).toBeVisible();
  await sellOne(page, FIRST);
  await page.keyboard.press('F12');
  await signIn(page, '黄䶮', '1302');
  await sellOne(page, SECOND);

  await page.keyboard.press('F10');
  await expect(page.getByText('交了清点数，才显示应有多少')).toBeVisible();
  await expect(page.getByText('¥300.00')).toHaveCount(0);
  await expectAccessible(page);
  await count(page, 2, 1);
  await expect(page.getByText('短款 ¥50.00')).toBeVisible();
  await expect(page.getByRole('textbox', { name: '长短款原因' })).toBeFocused();
  await page.keyboard.press('F9');
  await expect(page.getByText('请填写长短款原因')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.type('找零多找');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: /留给下一班/ })).toHaveValue('200');
  await page.keyboard.press('F9');
  const names = page.getByRole('dialog').getByRole('radio');
  await expect(names).toHaveCount(2);
  await expect(page.getByRole('dialog')).toContainText('陆主任');
  await expect(page.getByRole('dialog')).not.toContainText('韦小兰');
  await approve(page, '2401');
  await expect(page.getByRole('dialog', { name: /交班单 QZ1A-20140520-00005/ })).toBeVisible();
  expect(await savedText(page)).toContain('找零多找');
  await page.keyboard.press('Escape');

  await expect(page.getByRole('button', { name: '日结 F9' })).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press('F9');
  await approve(page, '1201');
  await expect(page.getByRole('dialog', { name: /日结单 QZ1A-20140520-00006/ })).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: '已日结 2014-05-20' })).toContainText('相符');
  const closed = await savedText(page);
  expect(closed).toContain('短款 ¥50.00');
  await page.keyboard.press('Escape');

  await sellOne(page, THIRD);
  await page.keyboard.press('Shift+F8');
  await expect(page.getByRole('row', { name: new RegExp(THIRD) })).toContainText('QZ1A-20140521-00007');
  await page.keyboard.press('F10');
  await page.getByRole('radio', { name: '以往结账' }).press('Space');
  await expect(page.getByRole('row', { name: /QZ1A-20140520-00006/ })).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  const again = await savedText(page);
  expect(again).toContain('补打第 1 次');
  expect(signed(again)).toBe(signed(closed));
});

for (const type of ['100', '200']) {
  test(`every step of the drawer is accessible and fits 1366×768 at ${type} % type`, async ({ page }) => {
    test.setTimeout(90_000);
    await page.goto(`${new URL(page.url()).origin}/?type=${type}&font=app`);
    await signIn(page);
    await page.keyboard.press('F10');
    await expect(page.getByRole('textbox', { name: '100 元' })).toBeFocused();
    await sound(page);
    await count(page, 2, 0);
    await expect(page.getByText('韦小兰 当班')).toBeVisible();
    await count(page, 1, 1);
    await expect(page.getByText('短款 ¥50.00')).toBeVisible();
    await page.keyboard.press('F9');
    await sound(page);
    await page.keyboard.press('F6');
    await count(page, 2, 0);
    await expect(page.getByText('这一班此前已清点 1 次')).toBeVisible();
    await expect(page.getByRole('textbox', { name: /留给下一班/ })).toHaveValue('200');
    await page.keyboard.press('F9');
    await sound(page);
    await approve(page, '1302');
    await expect(page.getByRole('img', { name: /第 1 页/ })).toBeVisible();
    await sound(page);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: '日结 F9' })).toBeFocused();
    await sound(page);
    await page.getByRole('radio', { name: '以往结账' }).focus();
    await page.keyboard.press('Space');
    await expect(page.getByRole('row', { name: /QZ1A-20140520-00003/ })).toBeFocused();
    await sound(page);
  });
}
