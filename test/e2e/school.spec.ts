import { expect, type Page } from '@playwright/test';
import { signIn } from './counter.ts';
import { test } from './program.ts';
import { scan } from './scanner.ts';
import { textOf } from './slip-text.ts';

test.beforeEach(async ({ page, program }) => {
  await page.goto(program.url);
  await signIn(page);
});

/** A clerk's two hands and the scanner: nothing here touches a mouse. */
class Hands {
  keys = 0;
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      this.keys++;
      await this.page.keyboard.press(key);
    }
  }

  async type(text: string): Promise<void> {
    this.keys += [...text].length;
    await this.page.keyboard.type(text, { delay: HAND });
  }

  /** The scanner types, and ends with Enter, faster than anybody. */
  async scan(card: string): Promise<void> {
    await scan(this.page, card);
  }
}

/** Milliseconds between a hand's keys: anything much faster would pass for the scanner. */
const HAND = 50;

const field = (page: Page, name: string) => page.getByRole('textbox', { name });
const cards = (page: Page) => field(page, '卡号（单张或起号）');

/** A unit that nobody registered yet, in the area so many steps to the right of the first; ends in the field after the contacts. */
async function newUnit(page: Page, hands: Hands, name: string, steps: number): Promise<void> {
  await expect(page.getByRole('combobox', { name: '购卡单位' })).toBeFocused();
  await hands.type(name);
  await expect(page.getByRole('option', { name: /登记新单位/ })).toBeVisible();
  await hands.press('Enter');
  await expect(page.getByRole('radio', { name: '市直' })).toBeFocused();
  for (let step = 0; step < steps; step++) await hands.press('ArrowRight');
  await hands.press('Enter');
  await hands.type('莫老师');
  await hands.press('Enter');
  await hands.type('19900001234');
  await hands.press('Enter');
}

test('by keyboard only, a school buys thirty cards with two scans and one Enter, by transfer, and twelve books, in cash', async ({
  page,
}) => {
  const hands = new Hands(page);
  await newUnit(page, hands, '钦州市第五中学', 0);
  await expect(cards(page)).toBeFocused();
  await hands.scan('045072014000000101');
  await expect(field(page, '止号')).toBeFocused();
  await hands.scan('045072014000000130');
  await expect(page.getByText('共 30 张：再按一次 Enter 加入')).toBeVisible();
  await expect(page.getByRole('list', { name: '已加入的卡' })).toBeHidden();
  await hands.press('Enter');
  await expect(page.getByRole('list', { name: '已加入的卡' })).toContainText('30 张');

  await expect(field(page, '数量（本）')).toHaveValue('');
  await hands.press('F4');
  await expect(field(page, '数量（本）')).toBeFocused();
  await hands.type('12');
  await hands.press('Enter');
  await expect(page.getByLabel('应收金额')).toHaveText('¥1,680.00');
  await expect(page.getByText('人民币壹仟陆佰捌拾元整')).toBeVisible();

  const cardMoney = page.getByRole('group', { name: '卡款付款方式' });
  await expect(cardMoney.getByRole('radio', { name: '现金' })).toBeFocused();
  await hands.press('ArrowRight', 'F9');
  await expect(page.getByText('转账须填写流水号。')).toBeVisible();
  await expect(field(page, '流水号')).toBeFocused();
  await hands.type('NO20140520');
  await hands.press('Enter');
  await expect(page.getByRole('radio', { name: '暂不开' }).first()).toBeFocused();
  await hands.press('ArrowLeft', 'Enter');
  await expect(field(page, '票据号码')).toBeFocused();
  // The register's next number stands there: the clerk compares it with the paper and goes on.
  await expect(field(page, '票据号码')).toHaveValue('0012301');
  await hands.press('Enter', 'Enter', 'Enter');
  const tendered = page.getByRole('textbox', { name: /^实收现金（应收 ¥180.00）/ });
  await expect(tendered).toBeFocused();
  await hands.type('150');
  await hands.press('F9');
  await expect(page.getByText('实收的现金少于应收的现金，请清点后改正。')).toBeVisible();
  await hands.press('Control+A');
  await hands.type('200');
  await expect(page.getByLabel('找零')).toHaveText('¥20.00');
  await hands.press('F9');
  await expect(page.getByRole('dialog').getByText('找零 ¥20.00')).toBeVisible();

  await expect(page.getByRole('button', { name: '打印 F8' })).toBeFocused();
  await expect(page.getByRole('img', { name: /第 1 页/ })).toBeVisible();
  const download = page.waitForEvent('download');
  await hands.press('Tab', 'Enter');
  const slip = await textOf(await (await download).path());
  for (const words of [
    '卡款：转账 ¥1,500.00（流水号 NO20140520）；书款：现金 ¥180.00',
    '财政票据 0012301',
    '票据暂不开',
    '教材自愿购买',
    '人民币壹仟陆佰捌拾元整',
  ]) {
    expect(slip.replaceAll(' ', '')).toContain(words.replaceAll(' ', ''));
  }

  await hands.press('Escape');
  await expect(page.getByRole('combobox', { name: '购卡单位' })).toBeFocused();
  await hands.type('个人');
  await expect(page.getByRole('option', { name: /个人购卡/ })).toBeVisible();
  await hands.press('Enter', 'Enter');
  await hands.scan('045072014000000150');
  await hands.press('Enter');
  await expect(page.getByRole('list', { name: '已加入的卡' })).toBeVisible();
  // The habit stays, and the number goes on.
  await expect(field(page, '票据号码')).toHaveValue('0012302');
});

test('a school from elsewhere is served with a reason; put right, it is asked no more', async ({ page }) => {
  const hands = new Hands(page);
  await newUnit(page, hands, '灵山县实验小学', 3);
  await expect(page.getByText('“灵山县”不是本销售点的主要销售对象')).toBeVisible();
  await hands.press('F9');
  await expect(page.getByText('请选一个原因，或用文字写明。')).toBeVisible();
  await expect(page.getByRole('radio', { name: '就近购买' })).toBeFocused();
  await hands.press('Enter');
  await expect(field(page, '其他原因，或补充')).toHaveValue('就近购买');
  await hands.press('Enter');
  await expect(cards(page)).toBeFocused();
  await hands.scan('045072014000000101');
  await hands.press('Enter');
  await expect(page.getByRole('list', { name: '已加入的卡' })).toBeVisible();
  await hands.press('F9');
  await expect(page.getByRole('dialog')).toBeVisible();
  await hands.press('Escape');

  await expect(page.getByRole('combobox', { name: '购卡单位' })).toBeFocused();
  await hands.type('灵山县');
  await expect(page.getByRole('option', { name: /灵山县实验小学/ }).first()).toBeVisible();
  await hands.press('Enter');
  // The cursor is where the next answer is due: the reason belongs to this visit.
  await expect(page.getByRole('radio', { name: '就近购买' })).toBeFocused();
  await page.getByRole('button', { name: '改单位信息' }).focus();
  await hands.press('Enter');
  await expect(page.getByRole('dialog').getByRole('textbox', { name: '单位全称' })).toBeFocused();
  await expect(page.getByRole('dialog').getByRole('textbox', { name: '联系电话' })).toHaveAttribute(
    'placeholder',
    '现为 199****1234，不改请空着',
  );
  await hands.press('Enter', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'F9');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByText('已选中 · 市直')).toBeVisible();
  await expect(page.getByText('不是本销售点的主要销售对象')).toBeHidden();

  await cards(page).focus();
  await hands.scan('045072014000000101');
  await hands.press('Enter');
  await expect(
    page.getByText(/已于 2014-05-20 售给灵山县实验小学（单号 QZ1A-20140520-00003）/),
  ).toBeVisible();
});

test('scanning goes on while a run stands uncounted, and no run is added that nobody confirmed', async ({
  page,
}) => {
  const hands = new Hands(page);
  await cards(page).focus();
  for (const card of [
    '045072014000000101',
    '045072014000000109',
    '045072014000000109',
    '045072014000000103',
  ]) {
    await hands.scan(card);
  }
  await expect(
    page.getByText('045072014000000101–045072014000000103 共 3 张：再按一次 Enter 加入'),
  ).toBeVisible();
  await expect(page.getByRole('list', { name: '已加入的卡' })).toBeHidden();
  await hands.press('Escape');
  await expect(cards(page)).toBeFocused();
});

test('a single-card sale, counted', async ({ page }) => {
  const hands = new Hands(page);
  await expect(page.getByRole('combobox', { name: '购卡单位' })).toBeFocused();
  const begun = performance.now();
  await hands.type('个人');
  await expect(page.getByRole('option', { name: /个人购卡/ })).toBeVisible();
  await hands.press('Enter');
  await expect(page.getByRole('radio', { name: '市直' })).toBeFocused();
  await hands.press('Enter');
  await hands.scan('045072014000000101');
  await hands.press('Enter');
  await expect(page.getByRole('list', { name: '已加入的卡' })).toBeVisible();
  await hands.press('F9');
  await expect(page.getByText('已收款 ¥50.00')).toBeVisible();
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  await hands.press('Escape');
  await expect(page.getByRole('combobox', { name: '购卡单位' })).toBeFocused();
  console.log(`single-card sale: ${hands.keys} keys and one scan, ${seconds} s from the first key to 已收款`);
});
