import { expect, type Page } from '@playwright/test';
import { expectFits } from './checks.ts';
import { signIn } from './counter.ts';
import { type Running, test } from './program.ts';
import { spoilDrafts } from './spoilt-drafts.ts';

test.use({ tills: 2 });
test.beforeEach(async ({ page, program }) => {
  await page.goto(program.url);
  await signIn(page);
});

const note = (page: Page) => page.getByRole('textbox', { name: '送货单号' });
const copies = (page: Page) => page.getByRole('textbox', { name: '数量（本）' });
const start = (page: Page) => page.getByRole('textbox', { name: '第 1 行起号' });
const cards = (page: Page) => page.getByRole('textbox', { name: '卡号' });

/** Once the counter stands there, as after a reload, this key leads to its screen. */
async function go(page: Page, key: string, name: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press(key);
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

async function goIn(page: Page, way: string): Promise<void> {
  await go(page, 'F2', '售卡');
  await go(page, 'Shift+F2', '入库');
  await page.getByRole('radio', { name: way }).check();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: '确认入库 F9' })).toBeVisible();
}

/** Locks at once after the last key, and comes back as the same person. */
async function lockAndReturn(page: Page): Promise<void> {
  await page.keyboard.press('F12');
  await expect(page.getByText('已锁屏')).toBeVisible();
  await signIn(page);
}

async function fillByHand(page: Page): Promise<void> {
  await goIn(page, '手工录入');
  await note(page).fill('SK-2014-007');
  await page.getByRole('radio', { name: '库房' }).check();
  await start(page).fill('045072014000002001');
  await page.getByRole('textbox', { name: '第 1 行张数' }).fill('40');
}

async function expectByHand(page: Page): Promise<void> {
  await goIn(page, '手工录入');
  await expect(note(page)).toHaveValue('SK-2014-007');
  await expect(page.getByRole('radio', { name: '库房' })).toBeChecked();
  await expect(start(page)).toHaveValue('045072014000002001');
  await expect(page.getByRole('textbox', { name: '第 1 行张数' })).toHaveValue('40');
}

async function restart(page: Page, program: Running): Promise<void> {
  await program.again();
  await page.goto(program.url);
}

test('a half-filled intake is kept over another screen, the lock, a reload and the plug, and is its clerk’s alone', async ({
  page,
  program,
}) => {
  await fillByHand(page);
  await expectByHand(page);
  await lockAndReturn(page);
  await expectByHand(page);
  await page.reload();
  await expectByHand(page);

  await page.keyboard.press('F12');
  await signIn(page, '黄䶮', '1302');
  await goIn(page, '手工录入');
  await expect(note(page)).toHaveValue('');
  await page.keyboard.press('F12');
  await expect(page.getByText('已锁屏')).toBeVisible();
  await program.kill();
  await restart(page, program);
  await signIn(page);
  await expectByHand(page);
  await page.keyboard.press('F9');
  await expect(page.getByText('已入库 40 张')).toBeVisible();
  await goIn(page, '手工录入');
  await expect(note(page)).toHaveValue('');
});

test('books whose answer got lost are found again, held fast, and come in once', async ({ page }) => {
  await goIn(page, '教材');
  await note(page).fill('SK-2014-008');
  await copies(page).fill('30');
  await page.route('**/rpc/intake/receiveBooks', async (route) => {
    await route.fetch();
    await route.abort();
  });
  await page.keyboard.press('F9');
  await expect(page.getByRole('alert')).toContainText('没有收到回答');
  await page.unroute('**/rpc/intake/receiveBooks');
  await page.reload();
  await goIn(page, '教材');
  await expect(page.getByText('办理结果还不确定，没有收到这一笔的回答。')).toBeVisible();
  await expect(copies(page)).toHaveValue('30');
  await expect(copies(page)).toBeDisabled();
  await page.keyboard.press('F9');
  await expect(page.getByText('已入库 30 本')).toBeVisible();
  await go(page, 'F2', '售卡');
  await go(page, 'Shift+F2', '入库');
  await expect(page.getByRole('row', { name: /SK-2014-008/ })).toHaveCount(1);
  await goIn(page, '教材');
  await expect(copies(page)).toHaveValue('');
});

test('a half-filled 领用 and a half-counted one are kept over the lock and a reload', async ({ page }) => {
  await go(page, 'Shift+F4', '领用');
  await cards(page).fill('045072014000000101+10');
  await page.getByRole('radio', { name: '财务办2号机钱柜' }).check();
  await lockAndReturn(page);
  await go(page, 'Shift+F4', '领用');
  await expect(cards(page)).toHaveValue('045072014000000101+10');
  await expect(page.getByRole('radio', { name: '财务办2号机钱柜' })).toBeChecked();
  await page.getByRole('group', { name: '发到哪里' }).getByRole('radio', { name: '库房' }).check();
  await expect(page.getByText('共 10 张')).toBeVisible();
  await page.keyboard.press('F9');
  await expect(page.getByText(/领用单 QZ1A-/)).toBeVisible();
  await expect(cards(page)).toHaveValue('');

  await go(page, 'F2', '售卡');
  await go(page, 'Shift+F4', '领用');
  await expect(page.getByRole('row', { name: /10 张/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await cards(page).fill('045072014000000101+8');
  await expect(page.getByText(/共 2 张/)).toBeVisible();
  await page.reload();
  await go(page, 'Shift+F4', '领用');
  await expect(page.getByRole('row', { name: /10 张/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(cards(page)).toHaveValue('045072014000000101+8');
  await page.keyboard.press('F9');
  await expect(page.getByText('已签收')).toBeVisible();
});

test('a draft of another version is not read, said so on its form, and what is filled in anew is kept', async ({
  page,
  program,
}) => {
  await page.getByRole('textbox', { name: '卡号（单张或起号）' }).fill('045072014000000101');
  await fillByHand(page);
  await page.keyboard.press('F12');
  await expect(page.getByText('已锁屏')).toBeVisible();
  await program.stop();
  expect(spoilDrafts(program.folder)).toBe(2);
  await restart(page, program);
  await signIn(page);
  await expect(page.getByRole('alert')).toContainText('有一张没办完的售卡单是另一版本的程序存的');
  await expect(page.getByRole('textbox', { name: '卡号（单张或起号）' })).toHaveValue('');
  await expectFits(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('alert')).toBeHidden();
  await goIn(page, '手工录入');
  await expect(page.getByRole('alert')).toContainText('有一张没填完的单是另一版本的程序存的');
  await expect(note(page)).toHaveValue('');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('alert')).toBeHidden();
  await fillByHand(page);
  await page.reload();
  await expectByHand(page);
});
