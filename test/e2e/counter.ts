import { expect, type Page } from '@playwright/test';
import { scan as send } from './scanner.ts';

/** What a clerk's hands do, by keyboard. Each waits for what the clerk would wait to see. */

export async function signIn(page: Page, name = '韦小兰', pin = '1201'): Promise<void> {
  await expect(page.getByRole('radio', { name: new RegExp(name) })).toBeVisible();
  while (!(await page.getByRole('radio', { name: new RegExp(name) }).isChecked())) {
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.type(pin);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: '售卡' })).toBeVisible();
}

/** Takes in the first practice note: four runs, 1,000 cards. */
export async function takeInFirstNote(page: Page): Promise<void> {
  await page.keyboard.press('Shift+F2');
  await expect(page.getByRole('row', { name: /第一批/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: '确认入库 F9' })).toBeEnabled();
  await page.keyboard.press('F9');
  await expect(page.getByText('已入库 1,000 张')).toBeVisible();
}

/** Sells to an employer registered on the way; ends with its slip on the screen. */
export async function sellToNewEmployer(page: Page, employer: string, cards: string): Promise<void> {
  await page.keyboard.press('F2');
  await expect(page.getByRole('combobox', { name: '购卡单位' })).toBeFocused();
  await page.keyboard.type(employer);
  await expect(page.getByRole('option', { name: /登记新单位/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('radio', { name: '市直' })).toBeFocused();
  await page.keyboard.press('Space');
  for (const field of ['联系人', '联系电话', '卡号（单张或起号）']) {
    await page.keyboard.press('Enter');
    await expect(page.getByRole('textbox', { name: field, exact: true })).toBeFocused();
  }
  await addCardsAndTakePayment(page, cards);
}

/** As a scanner does it; what none can send is put in at once, since keys that stutter pass for a broken scan. */
export async function scan(page: Page, text: string): Promise<void> {
  if (/^[0-9A-Z-]+$/.test(text)) return send(page, text);
  await page.keyboard.insertText(text);
  await page.keyboard.press('Enter');
}

/** Enters one card, or a run as it is typed in one field (`…101+30`), and takes the money in cash. */
export async function addCardsAndTakePayment(page: Page, cards: string): Promise<void> {
  await scan(page, cards);
  // A lone number may be the beginning of a run: Enter on the empty 止号 says that it is none.
  if (/^\d+$/.test(cards)) await page.keyboard.press('Enter');
  await expect(page.getByRole('list', { name: '已加入的卡' })).toBeVisible();
  await page.keyboard.press('F9');
  await expect(page.getByRole('dialog')).toBeVisible();
}
