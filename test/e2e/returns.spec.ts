import { expect, type Page } from '@playwright/test';
import { expectAccessible, expectFits } from './checks.ts';
import { addCardsAndTakePayment, scan, signIn } from './counter.ts';
import { test } from './program.ts';

const SLIP = 'QZ1A-20140520-00003';
const BACK = 'QZ1A-20140521-00004';
const CARD = '045072014000000101';
const NEXT = '045072014000000102';

async function sellRun(page: Page): Promise<void> {
  await expect(page.getByRole('combobox', { name: '购卡单位' })).toBeFocused();
  await page.keyboard.type('个人');
  await page.getByRole('option', { name: /个人购卡/ }).waitFor();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('radio', { name: '市直' })).toBeFocused();
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: '卡号' })).toBeFocused();
  await addCardsAndTakePayment(page, `${CARD}+10`);
  await page.keyboard.press('Escape');
}

async function again(page: Page, name: string, pin: string): Promise<void> {
  await page.keyboard.press('F12');
  await expect(page.getByText('已锁屏')).toBeVisible();
  await signIn(page, name, pin);
  await page.keyboard.press('Shift+F11');
  await page.getByRole('radio', { name: '办理退卡' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('row', { name: new RegExp(BACK) })).toBeFocused();
}

test('a card brought back a day later becomes a 退付: by its slip, decided, paid, and the card put on sale again', async ({
  page,
  program,
}) => {
  await page.goto(program.url);
  await signIn(page);
  await sellRun(page);
  await page.getByRole('button', { name: /下一天/ }).press('Enter');
  await expect(page.getByText('2014-05-21').first()).toBeVisible();

  await page.keyboard.press('Shift+F8');
  await expect(page.getByRole('row', { name: new RegExp(SLIP) })).toBeFocused();
  await page.keyboard.press('Shift+F9');
  await expect(page.getByRole('heading', { level: 1, name: '退卡退付' })).toBeVisible();
  await expect(page.getByText(`要退的是 ${SLIP}`)).toBeVisible();
  await expectAccessible(page);

  await scan(page, SLIP);
  const cards = page.getByRole('textbox', { name: '退回的卡号' });
  await expect(cards).toBeFocused();
  const seen = page.getByRole('checkbox', { name: '原单已收下核对' });
  // Enter of the first leads on; the second finds its field from there.
  for (const card of [CARD, NEXT]) {
    await page.keyboard.type(card);
    await page.keyboard.press('Enter');
    await expect(seen).toBeFocused();
  }
  await expect(cards).toHaveValue(`${CARD}，${NEXT}`);
  await expect(page.getByText('应退 ¥100.00')).toContainText('由财政退付');
  await expect(seen).toBeFocused();
  // Another job in between: the half-filled return is still there.
  await page.keyboard.press('F3');
  await expect(page.getByRole('heading', { level: 1, name: '查单据' })).toBeVisible();
  await page.keyboard.press('Shift+F11');
  await expect(cards).toBeFocused();
  await expect(cards).toHaveValue(`${CARD}，${NEXT}`);
  await page.keyboard.press('Enter');
  await expect(seen).toBeFocused();
  await page.keyboard.press('Space');
  await expect(page.getByText('请逐张查看涂层后勾选').first()).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('radio', { name: '买错科目年度' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expectAccessible(page);
  await expectFits(page);
  await page.keyboard.press('F9');
  await expect(page.getByLabel('批准人的密码')).toBeFocused();
  await page.keyboard.type('2401');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: `退卡确认单 ${BACK}` })).toBeVisible();
  await expect(page.getByText('退付申请已提交')).toBeVisible();

  await expect(page.getByRole('img', { name: new RegExp(`单据 ${BACK} 第 1 页`) })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('textbox', { name: '原单单号' })).toBeFocused();

  await again(page, '覃副主任', '2502');
  const row = page.getByRole('row', { name: new RegExp(BACK) });
  await expect(row).toContainText('待审核');
  await expectAccessible(page);
  await expectFits(page);
  await page.keyboard.press('F9');
  await expect(page.getByRole('radio', { name: '同意退付' })).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press('F9');
  await expect(row).toContainText('已同意，待财政退付');
  await page.keyboard.press('Shift+F9');
  await expect(page.getByRole('textbox', { name: '财政退付凭证号' })).toBeFocused();
  await page.keyboard.type('CZ-88');
  await page.keyboard.press('F9');
  await expect(row).toContainText('凭证 CZ-88');
  await page.keyboard.press('F4');
  await expect(page.getByRole('radio', { name: '放回库存' })).toBeFocused();
  await page.keyboard.press('F9');
  await expect(page.getByText('没有待办的退卡和退付。')).toBeVisible();
});
