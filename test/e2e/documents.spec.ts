import { expect, type Page } from '@playwright/test';
import { expectAccessible, expectFits } from './checks.ts';
import { sellToNewEmployer, signIn } from './counter.ts';
import { test } from './program.ts';
import { scan } from './scanner.ts';

const DOCUMENT = 'QZ1A-20140520-00003';

test.beforeEach(async ({ page, program }) => {
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.goto(program.url);
});

/** The key means nothing while the last print is still under way. */
async function printOnce(page: Page, says: RegExp): Promise<void> {
  await expect(page.getByRole('button', { name: '打印 F8' })).not.toHaveClass(/loading/);
  await page.keyboard.press('F8');
  await expect(page.getByRole('dialog').getByText(says)).toBeVisible();
}

async function printTwice(page: Page): Promise<void> {
  await printOnce(page, /^已打印( ·|$)/);
  await printOnce(page, /已打印，补打 1 次/);
  await page.keyboard.press('Escape');
}

const paper = (page: Page, name: string) => page.getByRole('dialog', { name });

test('a slip sold and printed twice is found by its sum, opened by its barcode, and stands among the exceptions', async ({
  page,
}) => {
  await signIn(page, '陆主任', '2401');
  await sellToNewEmployer(page, '试用市第一中学', '045072014000000101+3');
  await printTwice(page);

  await page.keyboard.press('F3');
  await expect(page.getByRole('textbox', { name: '查找 F3' })).toBeFocused();
  await page.keyboard.type('150', { delay: 80 });
  await page.keyboard.press('Enter');
  const found = page.getByRole('row', { name: new RegExp(`出库单.*${DOCUMENT}.*试用市第一中学`) });
  await expect(found).toBeFocused();
  await expect(found).toContainText('补打 1 次');
  await expectAccessible(page);
  await expectFits(page);
  await page.keyboard.press('Enter');
  await expect(paper(page, `出库单 ${DOCUMENT}`)).toBeVisible();
  await expect(page.getByRole('img', { name: new RegExp(`${DOCUMENT} 第 1 页`) })).toBeVisible();
  await expect(page.locator('figcaption')).toContainText('补打第 2 次');
  await expectAccessible(page);
  await printOnce(page, /^已打印，补打 2 次$/);
  await page.keyboard.press('Escape');
  await expect(found).toBeFocused();
  await expect(found).toContainText('补打 2 次');

  await page.keyboard.press('F11');
  const reprints = page.getByRole('row', { name: new RegExp(`补打.*${DOCUMENT}.*陆主任`) });
  await expect(reprints).toHaveCount(2);
  await expect(reprints.first()).toBeFocused();
  await expectAccessible(page);
  await expectFits(page);
  await page.keyboard.press('Enter');
  await expect(paper(page, `出库单 ${DOCUMENT}`)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(reprints.first()).toBeFocused();
});

test('the barcode of a slip opens it above a half-filled sale, which stays as it was', async ({ page }) => {
  await signIn(page);
  await sellToNewEmployer(page, '试用市第一中学', '045072014000000101');
  await page.keyboard.press('Escape');
  const buyer = page.getByRole('combobox', { name: '购卡单位' });
  await expect(buyer).toBeFocused();
  await page.keyboard.type('灵山县试用', { delay: 20 });
  await scan(page, DOCUMENT);
  await expect(paper(page, `出库单 ${DOCUMENT}`)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(buyer).toHaveValue('灵山县试用');
  await expect(buyer).toBeFocused();

  // Also in the field that takes cards, and while a paper is open already.
  await page.getByRole('textbox', { name: '卡号' }).first().focus();
  await scan(page, DOCUMENT);
  await expect(paper(page, `出库单 ${DOCUMENT}`)).toBeVisible();
  await scan(page, 'QZ1A-20140520-00001');
  await expect(paper(page, '入库单 QZ1A-20140520-00001')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('textbox', { name: '卡号' }).first()).toHaveValue('');

  await scan(page, 'QZ9A-20140520-00001');
  await expect(page.getByText('本机没有单据 QZ9A-20140520-00001。')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { level: 1, name: '售卡' })).toBeVisible();
});

test('a clock that went back is confirmed before anything else is done', async ({ page }) => {
  let asked = true;
  await page.route('**/rpc/session/**', async (route) => {
    if (route.request().url().includes('confirmClock')) asked = false;
    const response = await route.fetch();
    const body = await response.text();
    const clock = '"clock":{"kind":"back","seen":"2014-05-20 10:00","shown":"2014-05-20 07:00"}';
    await route.fulfill({ response, body: asked ? body.replace('"clock":null', clock) : body });
  });
  await page.reload();
  await expect(page.getByRole('radio', { name: /韦小兰/ })).toBeVisible();
  await page.keyboard.type('1201');
  await page.keyboard.press('Enter');
  const question = page.getByRole('dialog', { name: '请核对电脑时间' });
  await expect(question).toContainText('电脑现在显示 2014-05-20 07:00，早于上次见到的 2014-05-20 10:00');
  await expectAccessible(page);
  await page.keyboard.press('F9');
  await expect(question).toBeHidden();
  await expect(page.getByRole('heading', { level: 1, name: '售卡' })).toBeVisible();
});

test('a clerk without a supervisor’s role sees who looks at exceptions', async ({ page }) => {
  await signIn(page);
  await expect(page.getByRole('button', { name: '例外事项 由主管办理', exact: true })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
});
