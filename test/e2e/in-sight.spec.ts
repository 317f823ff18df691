import { expect, type Locator, type Page } from '@playwright/test';
import { expectFits } from './checks.ts';
import { sellToNewEmployer, signIn } from './counter.ts';
import { test } from './program.ts';
import { scan } from './scanner.ts';

/** Wholly on the screen and under nothing: what lies at its corners is its own. */
async function expectInSight(page: Page, part: Locator): Promise<void> {
  await expect(part).toBeInViewport({ ratio: 1 });
  const box = await part.boundingBox();
  if (box === null) throw new Error('it has no place on the screen');
  const corners = [
    [box.x + 9, box.y + 9],
    [box.x + box.width - 9, box.y + box.height - 9],
  ];
  const covered = `${JSON.stringify(corners)}.some(([x, y]) => document.elementFromPoint(x, y)?.closest('.sell-side'))`;
  expect(await page.evaluate<boolean>(covered)).toBe(false);
}

/** A new school, up to the cursor in 卡号. */
async function newSchool(page: Page): Promise<void> {
  await expect(page.getByRole('combobox', { name: '购卡单位' })).toBeFocused();
  await page.keyboard.type('钦州市第五中学');
  await expect(page.getByRole('option', { name: /登记新单位/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('radio', { name: '市直' })).toBeFocused();
  await page.keyboard.press('Space');
  for (const field of ['联系人', '联系电话', '卡号（单张或起号）']) {
    await page.keyboard.press('Enter');
    await expect(page.getByRole('textbox', { name: field, exact: true })).toBeFocused();
  }
}

for (const type of ['100', '200']) {
  test(`at ${type} % the count of a run, its line and a refusal are seen as they come, under nothing`, async ({
    page,
    program,
  }) => {
    await page.goto(`${program.url}&type=${type}&font=app`);
    await signIn(page);
    await newSchool(page);
    await scan(page, '045072014000000101');
    await scan(page, '045072014000000130');
    await expectInSight(page, page.getByText('共 30 张：再按一次 Enter 加入'));
    await page.keyboard.press('Enter');
    await expectInSight(page, page.getByRole('list', { name: '已加入的卡' }).getByRole('listitem').last());
    await scan(page, '045072014000000101');
    await page.keyboard.press('Enter');
    await expectInSight(page, page.getByRole('alert'));
    await expectInSight(page, page.getByRole('textbox', { name: '卡号（单张或起号）' }));
  });

  test(`at ${type} % the sales list shows a reversal posted under a long number, with nothing to the side`, async ({
    page,
    program,
  }) => {
    await page.goto(`${program.url}&type=${type}&font=app`);
    await signIn(page);
    await sellToNewEmployer(page, '钦州市第一中学', '045072014000000101+30');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Shift+F8');
    await expect(page.getByRole('row', { name: /第一中学/ })).toBeFocused();
    await page.keyboard.press('Shift+F9');
    await expect(page.getByRole('radio', { name: '卡号录错' })).toBeFocused();
    await page.keyboard.press('Enter');
    await page.keyboard.press('F9');
    await expect(page.getByLabel('批准人的密码')).toBeFocused();
    await page.keyboard.type('2401');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog', { name: /冲销单/ })).toBeVisible();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Shift+F7');
    await expect(page.getByRole('row', { name: /冲销.*-¥1,500.00/ })).toBeVisible();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: '平台单号' }).fill('GXCK20140520000012345');
    await page.keyboard.press('F9');
    await expect(page.getByText('已登记 2 张')).toBeVisible();
    await page.keyboard.press('Shift+F8');
    await expect(page.getByRole('row', { name: /第一中学/ })).toContainText(
      '冲销已登记 GXCK20140520000012345',
    );
    await expectFits(page);
    const wide = `Math.max(...[...document.querySelectorAll('main, .rows')].map((part) =>
      part.getBoundingClientRect().right)) - innerWidth + document.querySelector('main').scrollWidth -
      document.querySelector('main').clientWidth`;
    expect(await page.evaluate<number>(wide)).toBeLessThanOrEqual(0);
  });
}

test('下一天 hands the cursor back to the work, and is grey with the reason for who may not', async ({
  page,
  program,
}) => {
  await page.goto(program.url);
  await signIn(page);
  await expect(page.getByRole('combobox', { name: '购卡单位' })).toBeFocused();
  await page.getByRole('button', { name: '下一天' }).press('Enter');
  await expect(page.getByText('2014-05-21').first()).toBeVisible();
  await expect(page.getByRole('combobox', { name: '购卡单位' })).toBeFocused();
  await page.keyboard.press('F12');
  await expect(page.getByRole('radio', { name: /韦小兰/ })).toBeVisible();
  await page.getByRole('radio', { name: /档案/ }).press('Space');
  await page.locator('#pin').fill('3501');
  await page.keyboard.press('Enter');
  const next = page.getByRole('button', { name: '下一天' });
  await expect(next).toHaveAttribute('aria-disabled', 'true');
  await expect(page.getByRole('banner')).toContainText('由售卡员、主管办理');
  await next.press('Enter');
  await expect(page.getByText('2014-05-22')).toHaveCount(0);
});

const bar = (page: Page, name: RegExp) =>
  page.getByRole('toolbar', { name: '功能键' }).getByRole('button', { name, includeHidden: true });

test('every step on an account, a held sale and a receipt has its key on the bar', async ({
  page,
  program,
}) => {
  await page.goto(program.url);
  await signIn(page, '陆主任', '2401');
  await page.keyboard.press('Shift+F12');
  const own = page.getByRole('row', { name: /陆主任/ });
  await expect(own).toBeVisible();
  await own.click();
  await expect(bar(page, /Delete ?停用/)).toHaveAttribute('aria-disabled', 'true');
  await page.getByRole('row', { name: /韦小兰/ }).click();
  for (const [key, title] of [
    ['Insert', '新增账号'],
    ['Enter', '修改账号：韦小兰'],
    ['F7', '设密码：韦小兰'],
    ['Delete', '停用账号：韦小兰'],
  ] as const) {
    await expect(bar(page, new RegExp(`^${key}`))).toBeVisible();
    await page.keyboard.press(key);
    await expect(page.getByRole('dialog', { name: title })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  await page.keyboard.press('F2');
  await addHeld(page);
  await page.keyboard.press('Shift+F6');
  await expect(bar(page, /Enter ?取出/)).toHaveAttribute('aria-disabled', 'false');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+F7');
  await expect(page.getByText('空格选中单据')).toBeVisible();
  await expect(bar(page, /空格 ?选中/)).toHaveAttribute('aria-disabled', 'true');
});

async function addHeld(page: Page): Promise<void> {
  await newSchool(page);
  await scan(page, '045072014000000101');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('list', { name: '已加入的卡' })).toBeVisible();
  await page.keyboard.press('F6');
  await expect(page.getByRole('list', { name: '已加入的卡' })).toHaveCount(0);
}
