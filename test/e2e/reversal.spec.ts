import { expect, type Page } from '@playwright/test';
import { addCardsAndTakePayment, scan, signIn } from './counter.ts';
import { test } from './program.ts';

const CARD = '045072014000000101';
const NEXT = '045072014000000102';

test.beforeEach(async ({ page, program }) => {
  await page.clock.install();
  await page.goto(program.url);
});

/** A walk-in of 市直, by keyboard; ends with the cursor in 卡号. */
async function chooseWalkIn(page: Page): Promise<void> {
  await expect(page.getByRole('combobox', { name: '购卡单位' })).toBeFocused();
  await page.keyboard.type('个人');
  await page.getByRole('option', { name: /个人购卡/ }).waitFor();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('radio', { name: '市直' })).toBeFocused();
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: '卡号' })).toBeFocused();
}

async function beginNextSale(page: Page): Promise<void> {
  await chooseWalkIn(page);
  await scan(page, NEXT);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('list', { name: '已加入的卡' })).toContainText(NEXT);
}

test('a card is sold, the counter locked and opened again with the form kept, and the sale reversed by a supervisor’s PIN', async ({
  page,
}) => {
  await signIn(page);
  await chooseWalkIn(page);
  await addCardsAndTakePayment(page, CARD);
  await page.keyboard.press('Escape');
  await beginNextSale(page);

  await page.keyboard.press('F12');
  await expect(page.getByText('已锁屏')).toBeVisible();
  await expect(page.getByText(NEXT)).toHaveCount(0);
  await expect(page.getByRole('radio', { name: /韦小兰/ })).toBeChecked();
  await signIn(page);
  await expect(page.getByRole('list', { name: '已加入的卡' })).toContainText(NEXT);

  await page.keyboard.press('Shift+F8');
  await expect(page.getByRole('row', { name: new RegExp(CARD) })).toBeFocused();
  await page.keyboard.press('Shift+F9');
  const reason = page.getByRole('radio', { name: '卡号录错' });
  await expect(reason).toBeFocused();
  await expect(page.getByText('卡款：现金退还 ¥50.00')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(reason).toBeChecked();
  await page.keyboard.press('F9');
  const secret = page.getByLabel('批准人的密码');
  await expect(secret).toBeFocused();
  await page.keyboard.type('0000');
  await page.keyboard.press('Enter');
  await expect(page.getByText('密码不对，没有批准')).toBeVisible();
  await expect(secret).toHaveValue('');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: /覃副主任/ })).toBeChecked();
  await page.keyboard.type('2502');
  await page.keyboard.press('Enter');

  await expect(page.getByRole('dialog', { name: '冲销单 QZ1A-20140520-00004' })).toBeVisible();
  await expect(page.getByRole('img', { name: /单据 QZ1A-20140520-00004 第 1 页/ })).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: '已冲销' })).toContainText('卡款：现金退还 ¥50.00');
  await page.keyboard.press('Escape');
  const row = page.getByRole('row', { name: new RegExp(CARD) });
  await expect(row).toContainText('已冲销');
  await expect(row).toContainText('卡号录错');
  await expect(row).toContainText('批准人：覃副主任');

  await page.keyboard.press('F2');
  const cards = page.getByRole('textbox', { name: '卡号' });
  await cards.focus();
  await scan(page, CARD);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('list', { name: '已加入的卡' })).toContainText(CARD);
});

test('after five minutes without a hand on it the counter locks itself, over an open dialog too, and each person finds their own sale', async ({
  page,
}) => {
  await signIn(page);
  await beginNextSale(page);
  await page.keyboard.press('Shift+F12');
  await expect(page.getByText('由管理员办理', { exact: false }).first()).toBeVisible();
  await page.clock.runFor('04:50');
  await page.keyboard.press('F2');
  await page.clock.runFor('04:50');
  await expect(page.getByText(NEXT)).toBeVisible();
  await page.clock.runFor('00:15');
  await expect(page.getByText('已锁屏')).toBeVisible();
  await expect(page.getByText(NEXT)).toHaveCount(0);

  await signIn(page, '黄䶮', '1302');
  await expect(page.getByRole('combobox', { name: '购卡单位' })).toHaveValue('');
  await expect(page.getByText(NEXT)).toHaveCount(0);
  await chooseWalkIn(page);
  await addCardsAndTakePayment(page, CARD);
  await page.keyboard.press('F12');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await signIn(page);
  await expect(page.getByRole('list', { name: '已加入的卡' })).toContainText(NEXT);
});

test('the counter is locked at once, also when the engine does not hear of it', async ({ page }) => {
  await signIn(page);
  await beginNextSale(page);
  await page.route('**/rpc/session/signOut', (route) => route.abort());
  await page.keyboard.press('F12');
  await expect(page.getByText('已锁屏')).toBeVisible();
  // For the engine the clerk still sits there; the page shows nothing of it, also not after a wrong try.
  await page.keyboard.type('9999');
  await page.keyboard.press('Enter');
  await expect(page.getByText('密码不对，没有登录')).toBeVisible();
  await expect(page.getByText(NEXT)).toHaveCount(0);
  await signIn(page);
  await expect(page.getByRole('list', { name: '已加入的卡' })).toContainText(NEXT);
});

test('an administrator opens an account, and its owner chooses a secret at the first sign-in', async ({
  page,
}) => {
  await signIn(page, '陆主任', '2401');
  await page.keyboard.press('Shift+F12');
  await expect(page.getByRole('row', { name: /陆主任/ })).toBeVisible();
  await page.keyboard.press('Insert');
  await expect(page.getByRole('textbox', { name: '姓名' })).toBeFocused();
  await page.keyboard.type('覃试甲');
  await page.keyboard.press('Enter');
  await page.keyboard.type('270519');
  await page.keyboard.press('F9');
  await expect(page.getByRole('row', { name: /覃试甲.*待本人更换/ })).toBeVisible();
  await page.keyboard.press('F12');
  await expect(page.getByRole('radio', { name: /覃试甲/ })).toBeVisible();
  await page.getByRole('radio', { name: /覃试甲/ }).press('Space');
  await page.locator('#pin').fill('270519');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('新密码', { exact: true })).toBeFocused();
  await page.keyboard.type('860731');
  await page.keyboard.press('Enter');
  await page.keyboard.type('860731');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: '售卡' })).toBeVisible();
  await page.keyboard.press('F12');
  await signIn(page, '覃试甲', '860731');
});
