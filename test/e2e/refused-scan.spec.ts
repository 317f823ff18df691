import { expect, type Locator, type Page, test } from '@playwright/test';
import { scan, signIn } from './counter.ts';
import { dataFolder, startProgram } from './program.ts';

type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

async function boxOf(part: Locator): Promise<Box> {
  const box = await part.boundingBox();
  if (box === null) throw new Error('not on the screen');
  return box;
}

/** Where parts of the task can be seen: below the strip, above the totals that stay at the lower edge. */
async function seenArea(page: Page): Promise<{ readonly top: number; readonly bottom: number }> {
  const task = await boxOf(page.getByRole('main'));
  const summary = await boxOf(page.getByRole('region', { name: '本单合计' }));
  return { top: task.y, bottom: Math.min(task.y + task.height, summary.y) };
}

/** The cursor is in the card field, all of it in sight, and so is the first line of the refusal of this card. */
async function expectFieldAndRefusalInSight(page: Page, card: string): Promise<void> {
  const refusal = page.getByRole('alert').filter({ hasText: `没有加入“${card}”` });
  await expect(refusal).toBeVisible();
  const cards = page.getByRole('textbox', { name: '卡号' });
  await expect(cards).toBeFocused();
  await expect(async () => {
    const { top, bottom } = await seenArea(page);
    const field = await boxOf(cards);
    const words = await boxOf(refusal);
    expect(field.y).toBeGreaterThanOrEqual(top);
    expect(field.y + field.height).toBeLessThanOrEqual(bottom);
    expect(words.y).toBeGreaterThanOrEqual(field.y + field.height);
    // A line of 32 px type with the space above it.
    expect(words.y + 64).toBeLessThanOrEqual(bottom);
  }).toPass({ timeout: 5000 });
}

test('at 200 % type the card field and the beginning of each refusal are seen together', async ({ page }) => {
  const folder = dataFolder();
  const program = await startProgram(folder.path, '--practice');
  await page.goto(`${program.url}&type=200&font=app`);
  await signIn(page);
  await expect(page.getByRole('combobox', { name: '购卡单位' })).toBeFocused();
  await page.keyboard.type('灵山县实验小学');
  await expect(page.getByRole('option', { name: /登记新单位/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('radio', { name: '市直' })).toBeFocused();
  await page.keyboard.press('Space');
  // On by Enter, which ends what the hand typed: a Space just before the scan would be heard as its first key.
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: '卡号' }).focus();
  for (const card of ['999999999999999999', '888888888888888888']) {
    await scan(page, card);
    await page.keyboard.press('Enter');
    await expectFieldAndRefusalInSight(page, card);
  }
  // The one seen last goes first.
  await page.keyboard.press('Escape');
  await expect(page.getByText('没有加入“888888888888888888”')).toBeHidden();
  await expectFieldAndRefusalInSight(page, '999999999999999999');
  await page.keyboard.press('F9');
  await expect(page.getByText(/有没处理的卡号/)).toBeVisible();
  await expectFieldAndRefusalInSight(page, '999999999999999999');
  await program.stop();
  folder.remove();
});
