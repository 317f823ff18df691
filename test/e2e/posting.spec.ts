import { expect, type Page } from '@playwright/test';
import { expectAccessible, expectFits } from './checks.ts';
import { sellToNewEmployer, signIn } from './counter.ts';
import { test } from './program.ts';
import { scan } from './scanner.ts';

test.beforeEach(async ({ page, program }) => {
  await page.goto(program.url);
  await signIn(page);
});

const FIRST = 'QZ1A-20140520-00003';
const SECOND = 'QZ1A-20140520-00004';

/** Two sales, neither printed: thirty cards to a hospital, one card to a school. */
async function sellTwice(page: Page): Promise<void> {
  await sellToNewEmployer(page, '钦州市人民医院', '045072014000000101+30');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('combobox', { name: '购卡单位' })).toBeFocused();
  await sellToNewEmployer(page, '钦州市第一中学', '045072014000000150');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('combobox', { name: '购卡单位' })).toBeFocused();
}

const row = (page: Page, name: string) => page.getByRole('row', { name: new RegExp(name) });
const entry = (page: Page, name: RegExp) => page.getByRole('navigation').getByRole('button', { name });

test('two sales wait for the regional system; both are ticked off by keyboard, one tick is withdrawn', async ({
  page,
}) => {
  await sellTwice(page);
  await expect(entry(page, /平台待登记 ?2 张/)).toBeVisible();
  await page.keyboard.press('Shift+F7');
  await expect(row(page, FIRST)).toBeFocused();
  await expect(row(page, `${FIRST}.*今天.*销售.*钦州市人民医院.*30.*1,500.00`)).toBeVisible();

  await page.keyboard.press('Shift+ArrowDown');
  await expect(page.getByText('已选 2 张')).toBeVisible();
  await page.keyboard.press('Space');
  await expect(page.getByText('已选 1 张')).toBeVisible();
  await page.keyboard.press('Control+a');
  await expect(page.getByText('已选 2 张')).toBeVisible();
  await page.getByRole('button', { name: '全不选' }).press('Enter');
  await expect(page.getByText('已选 0 张')).toBeVisible();

  await row(page, FIRST).press('Space');
  await page.keyboard.press('F9');
  await expect(page.getByText('请填写平台单号')).toBeVisible();
  await page.keyboard.type('GX-2014-0006');
  await page.keyboard.press('F9');
  await expect(page.getByText('已登记 1 张')).toBeVisible();
  await expect(row(page, SECOND)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: '平台单号' })).toBeFocused();
  await page.keyboard.type('GX-2014-0007');
  await page.keyboard.press('F9');
  await expect(page.getByText('没有待登记的单据，都登记过了。')).toBeVisible();
  await expect(entry(page, /^平台待登记(?! ?\d)/)).toBeVisible();

  await page.getByRole('radio', { name: '待登记' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('textbox', { name: '查找平台单号 F3' })).toBeFocused();
  await page.keyboard.type('0008');
  await expect(page.getByText('没有平台单号含“0008”的单据。')).toBeVisible();
  await page.keyboard.press('Backspace');
  await page.keyboard.type('7');
  await expect(row(page, `GX-2014-0007.*韦小兰.*${SECOND}`)).toBeVisible();
  await expect(row(page, FIRST)).toBeHidden();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(row(page, SECOND)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expect(page.getByRole('textbox', { name: '撤销原因' })).toBeFocused();
  await page.keyboard.press('F9');
  await expect(page.getByText('没有填写原因，登记没有撤销。')).toBeVisible();
  await page.keyboard.type('选错了单据');
  await page.keyboard.press('F9');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(row(page, SECOND)).toBeHidden();
  await expect(entry(page, /平台待登记 ?1 张/)).toBeVisible();

  await page.keyboard.press('Shift+F8');
  await expect(row(page, `${FIRST}.*已登记 GX-2014-0006`)).toBeVisible();
  await expect(row(page, `${SECOND}.*待登记`)).toBeVisible();
});

test('a sale is found by a card inside its run, by a part of its unit’s name, and by the last digits of its slip', async ({
  page,
}) => {
  await sellTwice(page);
  await page.keyboard.press('Shift+F8');
  await expect(row(page, SECOND)).toBeFocused();
  const search = page.getByRole('textbox', { name: '查找 F3' });
  const find = async (text: string, found: string, other: string) => {
    await page.keyboard.press('F3');
    await expect(search).toBeFocused();
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
    await expect(row(page, found)).toBeFocused();
    await expect(row(page, other)).toBeHidden();
  };
  await find('045072014000000117', FIRST, SECOND);
  await find('第一中学', SECOND, FIRST);
  await find('00003', FIRST, SECOND);
  await scan(page, '045072014000000130');
  await expect(row(page, FIRST)).toBeFocused();
  await expect(row(page, SECOND)).toBeHidden();
  await expect(search).toHaveValue('045072014000000130');
  await page.keyboard.press('F3');
  await page.keyboard.type('没有这个单位');
  await page.keyboard.press('Enter');
  await expect(page.getByText('没有找到符合条件的销售。')).toBeVisible();
  await expect(search).toBeFocused();
  // A paper's own number opens it, whatever the list was narrowed by.
  await scan(page, SECOND);
  await expect(page.getByRole('dialog', { name: `出库单 ${SECOND}` })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(search).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(row(page, FIRST)).toBeVisible();
  await page.getByRole('combobox', { name: '业务日期' }).selectOption('某一天');
  await page.getByRole('textbox', { name: '哪一天' }).fill('20140519');
  await expect(page.getByText('没有找到符合条件的销售。')).toBeVisible();
  await page.getByRole('textbox', { name: '哪一天' }).fill('2014-05-20');
  await expect(row(page, FIRST)).toBeVisible();
});

test('slips nobody printed are printed one after the other by Enter, and only that takes them off', async ({
  page,
}) => {
  await sellTwice(page);
  await expect(entry(page, /待打印 ?2 张/)).toBeVisible();
  await page.keyboard.press('F8');
  await expect(row(page, FIRST)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(row(page, FIRST)).toBeHidden();
  await expect(row(page, SECOND)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('没有待打印的单据，都打印过了。')).toBeVisible();
  await page.keyboard.press('Shift+F8');
  await expect(row(page, `${FIRST}.*已打印`)).toBeVisible();
});

/** Books to a walk-in, no card. */
async function sellBooks(page: Page, copies: string): Promise<void> {
  await page.keyboard.press('F2');
  await expect(page.getByRole('combobox', { name: '购卡单位' })).toBeFocused();
  await page.keyboard.type('个人');
  await expect(page.getByRole('option', { name: /个人购卡/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('radio', { name: '市直' })).toBeFocused();
  await page.keyboard.press('Space');
  await page.keyboard.press('F4');
  await page.keyboard.type(copies);
  await page.keyboard.press('F9');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
}

for (const type of ['100', '200']) {
  test(`books alone wait like the rest and are ticked off together where the platform takes none, at ${type} % type`, async ({
    page,
    program,
  }) => {
    await page.goto(`${program.url}&type=${type}&font=app`);
    await sellBooks(page, '3');
    await sellToNewEmployer(page, '钦州市第一中学', '045072014000000150');
    await page.keyboard.press('Escape');
    await sellBooks(page, '2');
    await page.keyboard.press('Shift+F7');
    await expect(row(page, `${FIRST}.*个人.*仅教材 3 本.*0.*45.00`)).toBeFocused();
    const without = page.getByRole('button', { name: '平台不登记教材' });
    await page.keyboard.press('Control+a');
    await expect(page.getByText('所选的单据里有激活卡，要按平台单号登记')).toBeVisible();
    await without.press('Enter');
    await expect(page.getByText('已选 3 张')).toBeVisible();
    await page.getByRole('button', { name: '选仅教材的 2 张' }).press('Enter');
    await expect(page.getByText('已选 2 张')).toBeVisible();
    await expectAccessible(page);
    await expectFits(page);
    await without.press('Enter');
    await expect(page.getByText('已登记 2 张')).toBeVisible();
    await expect(page.locator('main').getByText('平台不登记教材 · 已保存')).toBeVisible();
    await expect(row(page, FIRST)).toBeHidden();
    await expect(row(page, SECOND)).toBeFocused();
    await expect(without).toBeHidden();
    await page.keyboard.press('Shift+F8');
    await expect(row(page, `${FIRST}.*平台不登记教材`)).toBeVisible();
  });
}

for (const type of ['100', '200']) {
  test(`the lists of papers are accessible and fit 1366×768 at ${type} % type`, async ({ page, program }) => {
    await page.goto(`${program.url}&type=${type}&font=app`);
    await sellTwice(page);
    for (const key of ['F8', 'Shift+F8', 'Shift+F7']) {
      await page.keyboard.press(key);
      await expect(row(page, FIRST)).toBeVisible();
      await expectAccessible(page);
      await expectFits(page);
    }
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Enter');
    await page.keyboard.type('GX-2014-0007');
    await page.keyboard.press('F9');
    await expect(page.getByText('已登记 2 张')).toBeVisible();
    await page.getByRole('radio', { name: '待登记' }).focus();
    await page.keyboard.press('ArrowRight');
    await expect(row(page, FIRST)).toBeVisible();
    await expectAccessible(page);
    await expectFits(page);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectAccessible(page);
  });
}
