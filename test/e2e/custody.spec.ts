import { expect, type Page } from '@playwright/test';
import { expectAccessible, expectFits } from './checks.ts';
import { signIn } from './counter.ts';
import { test } from './program.ts';
import { scan } from './scanner.ts';

test.use({ tills: 2 });

async function part(page: Page, name: RegExp): Promise<void> {
  await expect(page.getByRole('group', { name: /办什么/ })).toBeVisible();
  while (!(await page.getByRole('radio', { name }).isChecked())) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
}

/** Sends ten cards and three books to the store-room. */
async function send(page: Page): Promise<void> {
  await page.keyboard.press('Shift+F4');
  await expect(page.getByRole('radio', { name: '本机钱柜' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('radio', { name: '库房' }).last()).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.insertText('045072014000000101+10');
  await expect(page.getByText('共 10 张')).toBeVisible();
  await page.keyboard.press('Enter');
  await page.keyboard.type('3');
  await page.keyboard.press('F9');
  await expect(page.getByText(/领用单 QZ1A-20140520-00003/)).toBeVisible();
}

test('goods go to the store-room in two steps by keyboard; what is missing is named and stays in transit until taken back', async ({
  page,
  program,
}) => {
  await page.goto(program.url);
  await signIn(page);
  await send(page);
  await page.keyboard.press('Shift+F3');
  const transit = page.getByRole('table', { name: '在途' });
  await expect(
    transit.getByRole('row', { name: /本机钱柜 库房 .*10 张.*韦小兰 ?2014-05-20 当天 待签收/ }),
  ).toBeVisible();

  await page.keyboard.press('Shift+F4');
  await expect(page.getByRole('row', { name: /QZ1A-20140520-00003/ })).toBeFocused();
  await page.keyboard.press('Enter');
  const cards = page.getByRole('textbox', { name: '卡号' });
  await expect(cards).toHaveValue('045072014000000101-045072014000000110');
  await expect(page.getByText('清点与发出的一致。')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText('045072014000000101-045072014000000108');
  await expect(page.getByText(/缺 045072014000000109–045072014000000110，共 2 张/)).toBeVisible();
  await page.keyboard.press('F9');
  await expect(page.getByRole('region', { name: '签收结果' }).getByText('已签收')).toBeVisible();
  await page.keyboard.press('F8');
  const paper = page.getByRole('dialog', { name: /签收单 QZ1A-20140520-00004/ });
  await expect(paper.getByText('已打印', { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');

  await expect(page.getByRole('row', { name: /2 张.*短少/ })).toBeFocused();
  await page.keyboard.press('Escape');
  await part(page, /在途/);
  await expect(page.getByRole('row', { name: /2 张.*短少 可收回/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('清点与发出的一致。')).toBeVisible();
  await page.keyboard.press('F9');
  await expect(page.getByRole('region', { name: '收回结果' }).getByText('已收回')).toBeVisible();
  await page.keyboard.press('Shift+F3');
  await expect(page.getByRole('heading', { name: '库房 · 信息技术与信息安全' })).toBeVisible();
  await expect(page.getByText('045072014000000101–045072014000000108', { exact: true })).toBeVisible();
  await expect(page.getByText('045072014000000109–045072014000000200', { exact: true })).toBeVisible();
  await expect(page.getByRole('row', { name: /知识读本》 47/ })).toBeVisible();
});

test('a card under way tells its story at the sale, and a clerk without the role sees why 领用 is grey', async ({
  page,
  program,
}) => {
  await page.goto(program.url);
  await signIn(page);
  await send(page);
  await page.keyboard.press('Shift+F4');
  await page.keyboard.press('Escape');
  await part(page, /发出/);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.insertText('045072014000000101');
  await expect(page.getByText(/在途：韦小兰 于 2014-05-20 从本机钱柜发往库房/)).toBeVisible();
  await page.keyboard.press('F12');
  await signIn(page, '莫', '3501');
  await expect(
    page.getByRole('navigation', { name: '业务' }).getByText('由售卡员、主管办理').first(),
  ).toBeVisible();
});

test('cards scanned into the filled field of 领用 come one behind the other, and none joins another', async ({
  page,
  program,
}) => {
  await page.goto(program.url);
  await signIn(page);
  await page.keyboard.press('Shift+F4');
  await expect(page.getByRole('radio', { name: '本机钱柜' })).toBeFocused();
  const cards = page.getByRole('textbox', { name: '卡号' });
  await cards.focus();
  await scan(page, '045072014000000101');
  await expect(page.getByText('共 1 张')).toBeVisible();
  await cards.focus();
  await scan(page, '045072014000000105');
  await expect(cards).toHaveValue('045072014000000101，045072014000000105');
  await scan(page, '045072014000000105');
  await expect(cards).toHaveValue('045072014000000101，045072014000000105');
  await page.keyboard.press('End');
  // Without a key of its own: one just before the scan would be heard as its first.
  await page.keyboard.insertText('-');
  await scan(page, '045072014000000110');
  await expect(cards).toHaveValue('045072014000000101，045072014000000105-045072014000000110');
  await cards.focus();
  await page.keyboard.press('ControlOrMeta+a');
  await scan(page, '045072014000000120');
  await expect(cards).toHaveValue('045072014000000120');
});

test('at 200 % type the keys of the sell screen take two lines at most, and F1 still says who may use the rest', async ({
  page,
  program,
}) => {
  await page.goto(`${program.url}&type=200&font=app`);
  await signIn(page);
  const bar = page.getByRole('toolbar', { name: '功能键' });
  await expect(bar.getByRole('button', { name: /^F6 挂单/ })).toBeVisible();
  const lines = `new Set([...document.querySelectorAll('.key')].map((key) => key.offsetTop)).size`;
  expect(await page.evaluate<number>(lines)).toBeLessThanOrEqual(2);
  await page.keyboard.press('F1');
  await expect(page.getByRole('dialog').getByText('现在不能用：由管理员办理')).toBeVisible();
});

for (const type of ['100', '200']) {
  test(`领用 and an intake into the store-room are accessible and fit at ${type} % type`, async ({
    page,
    program,
  }) => {
    await page.goto(`${program.url}&type=${type}&font=app`);
    await signIn(page);
    await send(page);
    for (const [key, way] of [
      ['Shift+F4', null],
      ['Shift+F3', null],
      ['Shift+F2', '手工录入'],
    ] as const) {
      await page.keyboard.press(key);
      if (way !== null) {
        await page.getByRole('radio', { name: way }).check();
        await page.keyboard.press('Enter');
        await expect(page.getByRole('radio', { name: '库房' })).toBeVisible();
      }
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expectAccessible(page);
      await expectFits(page);
    }
  });
}
