import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { scan, signIn } from './counter.ts';
import { dataFolder, type Program, startProgram } from './program.ts';

const BOUGHT = '045072014000000101';

let folder: ReturnType<typeof dataFolder>;
let program: Program;

test.beforeEach(async ({ page }) => {
  folder = dataFolder();
  await start(page);
});
test.afterEach(async () => {
  await program.stop();
  folder.remove();
});

async function start(page: Page, type = '100'): Promise<void> {
  program = await startProgram(folder.path, '--practice');
  await page.goto(`${program.url}&type=${type}&font=app`);
  await signIn(page);
}

const buyer = (page: Page) => page.getByRole('combobox', { name: '购卡单位' });
const cards = (page: Page) => page.getByRole('textbox', { name: '卡号（单张或起号）' });
const added = (page: Page) => page.getByRole('list', { name: '已加入的卡' });
const refusal = (page: Page) => page.getByRole('group', { name: '售卡单' }).getByRole('alert');
const heldList = (page: Page) => page.getByRole('grid', { name: '挂单' });

/** A new school wants thirty cards and twelve books; nothing is paid yet. */
async function fillSchool(page: Page, name = '钦州市第五中学', first = BOUGHT): Promise<void> {
  await expect(buyer(page)).toBeFocused();
  await page.keyboard.type(name);
  await expect(page.getByRole('option', { name: /登记新单位/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('radio', { name: '市直' })).toBeFocused();
  for (const text of ['', '莫老师', '19900001234']) {
    // At a hand's pace: a phone number at once would pass for a scan.
    await page.keyboard.type(text, { delay: 60 });
    await page.keyboard.press('Enter');
  }
  await expect(cards(page)).toBeFocused();
  await scan(page, `${first}+30`);
  await expect(added(page)).toContainText('30 张');
  await page.keyboard.press('F4');
  await page.keyboard.type('12');
}

async function fillWalkIn(page: Page, card: string): Promise<void> {
  await expect(buyer(page)).toBeFocused();
  await page.keyboard.type('个人');
  await expect(page.getByRole('option', { name: /个人购卡/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('radio', { name: '市直' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(cards(page)).toBeFocused();
  await scan(page, card);
  await page.keyboard.press('Enter');
}

async function takePayment(page: Page, amount: string): Promise<void> {
  await expect(added(page)).toBeVisible();
  await page.keyboard.press('F9');
  await expect(page.getByText(`已收款 ${amount}`)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(buyer(page)).toBeFocused();
}

async function hold(page: Page, title: string): Promise<void> {
  await page.keyboard.press('F6');
  await expect(page.getByText(`已挂单：${title}`)).toBeVisible();
  await expect(buyer(page)).toBeFocused();
  await expect(buyer(page)).toHaveValue('');
}

async function openHeld(page: Page): Promise<void> {
  // After a sign-in the clerk's own form comes first.
  await expect(page.getByRole('button', { name: '取单 Shift+F6' })).toBeEnabled();
  await page.keyboard.press('Shift+F6');
  await expect(heldList(page).getByRole('row', { selected: true })).toBeFocused();
}

test('a school is put aside, a walk-in served, the plug pulled: taken up again it is sold once', async ({
  page,
}) => {
  await fillSchool(page);
  await hold(page, '钦州市第五中学 30 张、教材 12 本');
  await expect(page.getByText('挂着 1 笔')).toBeVisible();
  await fillWalkIn(page, '045072014000000150');
  await expect(added(page)).toBeVisible();
  await takePayment(page, '¥50.00');

  await program.kill();
  await start(page);
  await openHeld(page);
  await expect(heldList(page)).toContainText('钦州市第五中学 30 张、教材 12 本');
  await page.keyboard.press('Enter');
  await expect(added(page)).toContainText('30 张');
  await expect(buyer(page)).toHaveValue('钦州市第五中学');
  await expect(page.getByRole('textbox', { name: '数量（本）' })).toHaveValue('12');
  await takePayment(page, '¥1,680.00');
  await page.keyboard.press('Shift+F6');
  await expect(page.getByText('没有挂着的单。')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+F8');
  await expect(page.getByRole('row', { name: /钦州市第五中学/ })).toHaveCount(1);
  await expect(page.getByRole('row', { name: /个人/ })).toHaveCount(1);
});

test('a card put aside for somebody is refused to another with its story, and the form in between is put aside first', async ({
  page,
}) => {
  await fillSchool(page);
  await hold(page, '钦州市第五中学 30 张、教材 12 本');
  await fillWalkIn(page, '045072014000000103');
  await expect(refusal(page)).toContainText(
    '045072014000000103 已被挂单“钦州市第五中学 30 张、教材 12 本”占用（韦小兰',
  );
  await openHeld(page);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: '先挂起现在这一单？' })).toBeVisible();
  await page.keyboard.press('F9');
  await expect(added(page)).toContainText('30 张');
  await expect(page.getByText('挂着 1 笔')).toBeVisible();

  await hold(page, '钦州市第五中学 30 张、教材 12 本');
  await openHeld(page);
  await expect(heldList(page)).toContainText('个人（市直）');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Delete');
  await expect(page.getByRole('dialog', { name: '作废这笔挂单？' })).toBeVisible();
  await page.keyboard.press('F9');
  await expect(heldList(page).getByRole('row', { selected: true })).toBeFocused();
  await page.keyboard.press('Delete');
  await page.keyboard.press('F9');
  await expect(page.getByText('没有挂着的单。')).toBeVisible();
  await page.keyboard.press('Escape');
  await fillWalkIn(page, '045072014000000103');
  await takePayment(page, '¥50.00');
});

test('a reload, a lock and the plug keep the half-filled form, and nobody is asked', async ({ page }) => {
  const questions: string[] = [];
  page.on('dialog', (dialog) => {
    questions.push(dialog.type());
    void dialog.accept();
  });
  await fillSchool(page);
  await page.reload();
  await expect(page.getByRole('textbox', { name: '数量（本）' })).toHaveValue('12');
  await expect(added(page)).toContainText('30 张');
  await page.keyboard.press('F4');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('13');
  await page.keyboard.press('F12');
  await signIn(page, '陆主任', '2401');
  await expect(buyer(page)).toHaveValue('');
  await page.keyboard.press('F12');
  await expect(page.getByText('已锁屏')).toBeVisible();
  await program.kill();
  await start(page);
  await expect(buyer(page)).toHaveValue('钦州市第五中学');
  await takePayment(page, '¥1,695.00');
  await page.reload();
  await expect(buyer(page)).toHaveValue('');
  expect(questions).toEqual([]);
});

test('the program dies before the answer of 收款: the same request is found again and sells once', async ({
  page,
}) => {
  await fillWalkIn(page, BOUGHT);
  await expect(added(page)).toBeVisible();
  await page.route('**/rpc/sales/make', async (route) => {
    await route.fetch();
    await program.kill();
    await route.abort();
  });
  await page.keyboard.press('F9');
  await expect(page.locator('main').getByText(/收款结果还不确定/)).toBeVisible();
  await page.unroute('**/rpc/sales/make');
  await page.close({ runBeforeUnload: false });
  const again = await page.context().newPage();
  await start(again);
  await expect(again.locator('main').getByText(/收款结果还不确定/)).toBeVisible();
  await expect(cards(again)).toBeDisabled();
  await expect(again.getByRole('button', { name: '挂单 F6' })).toBeDisabled();
  await takePayment(again, '¥50.00');
  await again.keyboard.press('Shift+F8');
  await expect(again.getByRole('row', { name: new RegExp(BOUGHT) })).toHaveCount(1);
});

test('the turn of the business day frees the cards and says so; what has gone meanwhile is not sold with the rest', async ({
  page,
}) => {
  await fillSchool(page);
  await hold(page, '钦州市第五中学 30 张、教材 12 本');
  await page.getByRole('button', { name: '下一天' }).press('Enter');
  await expect(page.getByText('有 1 笔以前的挂单，日终已释放，卡号已解锁。')).toBeVisible();
  await buyer(page).focus();
  await fillWalkIn(page, '045072014000000103');
  await takePayment(page, '¥50.00');

  await openHeld(page);
  await expect(heldList(page)).toContainText('日终已释放，卡号已解锁，取出后请重新核对');
  await page.keyboard.press('Enter');
  await expect(refusal(page)).toContainText('挂单里有 1 张卡不能再售，已从单上去掉：045072014000000103（');
  await expect(refusal(page)).toContainText('045072014000000103 已于 2014-05-21 售给个人');
  await expect(refusal(page)).toContainText('；其余 29 张还在单上。');
  await expect(refusal(page)).not.toContainText('没有加入');
  await expect(added(page)).toContainText('045072014000000101–045072014000000130, 缺 045072014000000103');
  await expect(added(page)).toContainText('29 张');
  await expect(page.getByText('日终已释放')).toBeHidden();
  await page.keyboard.press('F9');
  await expect(page.getByText(/有没处理的卡号/)).toBeVisible();
  await cards(page).focus();
  await page.keyboard.press('Escape');
  await expect(refusal(page)).toBeHidden();
  await takePayment(page, '¥1,630.00');
});

for (const type of ['100', '200']) {
  test(`the list of held sales is accessible and fits at ${type} % type`, async ({ page }) => {
    await page.goto(`${program.url.split('?')[0]}?type=${type}&font=app`);
    await fillSchool(page);
    await hold(page, '钦州市第五中学 30 张、教材 12 本');
    await page.getByRole('button', { name: '下一天' }).press('Enter');
    await expect(page.getByText(/日终已释放/)).toBeVisible();
    await buyer(page).focus();
    await fillSchool(page, '灵山县实验小学', '045072014000000140');
    await hold(page, '灵山县实验小学 30 张、教材 12 本');
    await openHeld(page);
    const { violations } = await new AxeBuilder({ page }).analyze();
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(serious.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
    const wide = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
    expect(await page.evaluate<number>(wide)).toBeLessThanOrEqual(0);
  });
}
