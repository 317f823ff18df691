import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { expectAccessible, expectFits } from './checks.ts';
import { startCity } from './city-server.ts';
import { dataFolder, startProgram } from './program.ts';

type City = Awaited<ReturnType<typeof startCity>>;

/** A new PC, started as on its first day, and the city's own server. */
async function onNewPc(
  run: (pc: { url: string; folder: string; city: City }) => Promise<void>,
): Promise<void> {
  const folder = dataFolder();
  const [program, city] = [await startProgram(folder.path), await startCity()];
  try {
    await run({ url: program.url, folder: folder.path, city });
  } finally {
    await program.stop();
    await city.close();
    folder.remove();
  }
}

async function toJoining(page: Page, url: string, type = '100'): Promise<void> {
  await page.goto(`${url}&type=${type}&font=app`);
  await page.getByRole('button', { name: '入网', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: '入网' })).toBeVisible();
}

/** Both fields by hand, at a hand's pace. */
async function sendCode(page: Page, server: string, code: string): Promise<void> {
  await expect(page.getByRole('textbox', { name: '服务器地址' })).toBeVisible();
  await page.getByRole('textbox', { name: '服务器地址' }).fill(server);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: '入网码' })).toBeFocused();
  await page.getByRole('textbox', { name: '入网码' }).fill(code);
  await page.keyboard.press('Enter');
}

async function chooseSecret(page: Page): Promise<void> {
  await expect(page.getByLabel('本人密码')).toBeFocused();
  await page.keyboard.type('840519');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('密码再输一遍')).toBeFocused();
  await page.keyboard.type('840519');
  await page.keyboard.press('F9');
}

async function confirmDay(page: Page): Promise<void> {
  await expect(page.getByRole('dialog', { name: '确认业务日期' })).toBeVisible();
  await page.keyboard.press('F9');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

for (const type of ['100', '200']) {
  test(`at ${type} % a PC joins by its code from the real server, by keyboard, and says how its line stands`, async ({
    page,
  }) => {
    await onNewPc(async ({ url, city }) => {
      await toJoining(page, url, type);
      await expectAccessible(page);
      await expectFits(page);
      await sendCode(page, city.address, 'AAAA-BBBB-CCCC-DDDD');
      await expect(page.getByRole('alert')).toContainText('入网码不对');
      await page.keyboard.press('Escape');
      await sendCode(page, city.address, await city.code());
      await expect(page.getByRole('heading', { name: /第二步/ })).toBeVisible();
      await expect(page.getByText('财务办')).toBeVisible();
      await expectAccessible(page);
      await expectFits(page);
      await chooseSecret(page);
      await confirmDay(page);
      await expect(page.getByRole('banner')).toContainText('陆主任');
      await expect(page.getByRole('complementary', { name: '练习提示' })).toHaveCount(0);
      await expect(page.getByRole('banner')).toContainText('已联网');
      await expect(page.getByRole('banner')).toContainText('全部已上传');
      await page.getByRole('banner').getByTitle(/同步/).click();
      await expect(page.getByRole('button', { name: '立即同步 F9' })).toBeFocused();
      await page.keyboard.press('F9');
      await expect(page.getByRole('table', { name: '同步记录' })).toContainText('上传');
      await expectAccessible(page);
      await expectFits(page);
    });
  });
}

test('a PC without a connection joins from a stick; after a restart its city opens by itself, and 练习 beside it', async ({
  page,
}) => {
  const folder = dataFolder();
  const city = await startCity();
  let program = await startProgram(folder.path);
  try {
    await toJoining(page, program.url);
    await page.getByRole('radio', { name: '没有网络：用 U 盘' }).check();
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: '保存入网申请' }).click();
    const stream = await (await saved).createReadStream();
    const { publicKey } = JSON.parse(Buffer.concat(await stream.toArray()).toString('utf8'));
    const file = join(folder.path, '入网文件.json');
    writeFileSync(file, city.office.file(publicKey, 'K7WQ-44TN'));
    await page.getByLabel('选择入网文件…').setInputFiles(file);
    await expect(page.getByRole('textbox', { name: '启用码' })).toBeFocused();
    await page.getByRole('textbox', { name: '启用码' }).fill('k7wq 44tn');
    await page.keyboard.press('Enter');
    await chooseSecret(page);
    await confirmDay(page);

    await program.stop();
    program = await startProgram(folder.path);
    await page.goto(`${program.url}&font=app`);
    await expect(page.getByRole('radio', { name: /陆主任/ })).toBeVisible();
    await expect(page.getByText('练习密码')).toHaveCount(0);
    await page.getByRole('button', { name: '去练习' }).click();
    await expect(page.getByRole('complementary', { name: '练习提示' })).toBeVisible();
    await expect(page.getByText('练习密码 2401')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: '结束练习，回到正式业务' }).click();
    await expect(page.getByRole('complementary', { name: '练习提示' })).toHaveCount(0);
    await expect(page.getByRole('radio', { name: /陆主任/ })).toBeVisible();
  } finally {
    await program.stop();
    await city.close();
    folder.remove();
  }
});
