import { expect, type Page, test } from '@playwright/test';
import { expectAccessible, expectFits } from './checks.ts';
import { addCardsAndTakePayment, signIn } from './counter.ts';
import { dataFolder, type Program, startProgram } from './program.ts';
import { textOf } from './slip-text.ts';

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

/** One card sold in cash, the drawer handed over with nothing left in it, the day closed; all by keyboard. */
async function sellAndCloseDay(page: Page): Promise<void> {
  await page.keyboard.press('F2');
  await expect(page.getByRole('combobox', { name: '购卡单位' })).toBeFocused();
  await page.keyboard.type('个人');
  await page.getByRole('option', { name: /个人购卡/ }).waitFor();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('radio', { name: '市直' })).toBeFocused();
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await addCardsAndTakePayment(page, '045072014000000101');
  await page.keyboard.press('Escape');
  await page.keyboard.press('F10');
  await expect(page.getByRole('textbox', { name: '100 元' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: '50 元' })).toBeFocused();
  await page.keyboard.type('1');
  await page.keyboard.press('F9');
  await expect(page.getByRole('textbox', { name: /留给下一班/ })).toBeFocused();
  await page.keyboard.press('F9');
  await approve(page);
  await expect(page.getByRole('dialog', { name: /交班单/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: '日结 F9' })).toBeFocused();
  // The day can be closed once the page knows that everything was handed over.
  await expect(page.getByRole('button', { name: '日结 F9' })).toHaveAttribute('aria-disabled', 'false');
  await page.keyboard.press('F9');
  await approve(page);
  await expect(page.getByRole('dialog', { name: /日结单/ })).toBeVisible();
  await page.keyboard.press('Escape');
}

async function approve(page: Page, secret = '1302'): Promise<void> {
  await expect(page.getByLabel('批准人的密码')).toBeFocused();
  await page.keyboard.type(secret);
  await page.keyboard.press('Enter');
}

async function choose(page: Page, view: string): Promise<void> {
  await page.getByRole('radio', { name: view }).focus();
  await page.keyboard.press('Space');
}

async function savedText(page: Page): Promise<string> {
  await expect(page.getByRole('img', { name: /第 1 页/ })).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: '保存' }).click();
  return textOf(await (await download).path());
}

async function sound(page: Page, name: string): Promise<void> {
  await expectAccessible(page);
  await expectFits(page);
  if (process.env['LOOK'] !== undefined)
    await page.screenshot({ path: `${process.env['LOOK']}/${name}.png` });
}

test('a closed day’s cash is carried to the bank: 缴款单 made and brought out, its bank slip entered afterwards', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await signIn(page);
  await sellAndCloseDay(page);
  await expect(page.getByRole('button', { name: /缴款/ }).filter({ hasText: '1 笔' })).toBeVisible();
  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('heading', { level: 1, name: '缴款' })).toBeVisible();
  await expect(page.getByRole('checkbox', { name: /2014-05-20/ })).toBeChecked();
  await expect(page.getByRole('textbox')).toHaveCount(0);
  await page.keyboard.press('F9');
  const paper = page.getByRole('dialog', { name: /缴款单 QZ1A-20140521-00006/ });
  await expect(paper).toContainText('已开卡款缴款单 ¥50.00');
  const text = await savedText(page);
  for (const said of ['卡款缴款单', '人民币伍拾元整', 'QZ1A-20140520-00005', '缴款人', '复核人', '练习'])
    expect(text).toContain(said);
  await page.keyboard.press('Escape');
  await expect(page.getByText('没有应缴款')).toBeVisible();

  await choose(page, '登记回单和以往缴款单');
  await expect(page.getByRole('row', { name: /待登记回单/ })).toBeFocused();
  await page.keyboard.press('F9');
  await expect(page.getByRole('textbox', { name: '银行回单号' })).toBeFocused();
  await page.keyboard.press('F9');
  await expect(page.getByText('请照银行回单填写号码')).toBeVisible();
  await page.keyboard.type('HD0521');
  await page.keyboard.press('F9');
  await expect(page.getByRole('row', { name: /已缴存/ })).toContainText('HD0521');
  await expect(page.getByRole('button', { name: /缴款/ }).filter({ hasText: '1 笔' })).toHaveCount(0);
  await page.keyboard.press('Enter');
  expect(await savedText(page)).toContain('HD0521');
});

for (const type of ['100', '200']) {
  test(`缴款 and 日结汇总 are accessible and fit 1366×768 at ${type} % type`, async ({ page }) => {
    test.setTimeout(120_000);
    await page.goto(`${new URL(page.url()).origin}/?type=${type}&font=app`);
    await signIn(page);
    await sellAndCloseDay(page);
    await page.keyboard.press('F12');
    await signIn(page, '覃副主任', '2502');
    await page.keyboard.press('Shift+F10');
    await expect(page.getByRole('checkbox', { name: /2014-05-20/ })).toBeChecked();
    await sound(page, `due-${type}`);
    await page.keyboard.press('F9');
    await expect(page.getByRole('img', { name: /第 1 页/ })).toBeVisible();
    await sound(page, `paper-${type}`);
    await page.keyboard.press('Escape');
    await choose(page, '登记回单和以往缴款单');
    await expect(page.getByRole('row', { name: /待登记回单/ })).toBeFocused();
    await sound(page, `past-${type}`);
    await page.keyboard.press('F9');
    await expect(page.getByRole('textbox', { name: '银行回单号' })).toBeFocused();
    await sound(page, `bank-${type}`);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Shift+F9');
    await expect(page.getByRole('textbox', { name: '撤回原因' })).toBeFocused();
    await sound(page, `withdraw-${type}`);
    await page.keyboard.press('Escape');
    await page.keyboard.press('F10');
    await choose(page, '日结汇总');
    await expect(page.getByRole('row', { name: /2014-05-20/ })).toBeFocused();
    await page.keyboard.press('F9');
    await approve(page, '1201');
    await expect(page.getByRole('dialog', { name: /日结汇总 QZ1A-/ })).toBeVisible();
    await expect(page.getByRole('img', { name: /第 1 页/ })).toBeVisible();
    await sound(page, `report-${type}`);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('row', { name: /第 1 次/ })).toBeVisible();
    await sound(page, `point-${type}`);
  });
}
