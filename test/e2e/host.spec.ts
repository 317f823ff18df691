import { request } from 'node:http';
import { expect, test } from '@playwright/test';
import { signIn } from './counter.ts';
import { dataFolder, startProgram } from './program.ts';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** A bare request, with headers a browser would not let a page set. */
function ask(url: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request(url, { method, headers }, (response) => {
      response.resume();
      resolve({ status: response.statusCode ?? 0, headers: response.headers });
    })
      .on('error', reject)
      .end();
  });
}

test('the browser host lets nobody in without the token, nor from another host or origin, nor out of its folder', async () => {
  const folder = dataFolder();
  const program = await startProgram(folder.path, '--practice');
  const { origin } = new URL(program.url);
  expect((await ask(`${origin}/`)).status).toBe(403);
  expect((await ask(`${origin}/?token=wrong`)).status).toBe(403);
  expect((await ask(program.url, { host: 'localhost.example' })).status).toBe(403);
  expect((await ask(program.url, { origin: 'http://evil.example' })).status).toBe(403);

  const entered = await ask(program.url);
  expect(entered.status).toBe(303);
  const cookie = String(entered.headers['set-cookie']);
  expect(cookie).toMatch(/HttpOnly; SameSite=Strict; Path=\//);
  expect((await ask(program.url)).status, 'the token works once').toBe(403);

  const known = { cookie: cookie.split(';')[0] ?? '' };
  const page = await ask(`${origin}/`, known);
  expect(page.status).toBe(200);
  expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self';/);
  for (const path of [
    '/..%2f..%2fpackage.json',
    '/%2e%2e/package.json',
    '/..%5cpackage.json',
    '/%00',
    '/assets/../../main/main.js',
    '//etc/passwd',
  ]) {
    expect((await ask(origin + path, known)).status, path).toBe(404);
  }
  expect(
    (await ask(`${origin}/rpc/session/state`, known, 'POST')).status,
    'a POST must name its origin',
  ).toBe(403);
  expect((await ask(`${origin}/rpc/session/state`, { ...known, origin }, 'POST')).status).toBe(200);
  await program.stop();
  folder.remove();
});

test('a sign-in in a second tab ends the first one’s: it shows why, books nothing, and keeps its half-filled sale', async ({
  page,
  context,
}) => {
  const folder = dataFolder();
  const program = await startProgram(folder.path, '--practice');
  await page.goto(program.url);
  await signIn(page);
  const cards = page.getByRole('textbox', { name: '卡号' });
  await cards.focus();
  await page.keyboard.insertText('045072014000000101');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('list', { name: '已加入的卡' })).toBeVisible();
  await page.getByRole('combobox', { name: '购卡单位' }).focus();
  await page.keyboard.type('个人');
  await page.getByRole('option', { name: /个人购卡/ }).click();
  await page.keyboard.press('Space');

  const second = await context.newPage();
  await second.goto(new URL(program.url).origin);
  await expect(second.getByRole('button', { name: '登录' })).toBeVisible();
  await signIn(second, '黄䶮', '1302');

  // A tab that lies in the background learns of it by the next thing it asks.
  await page.keyboard.press('F9');
  await expect(page.getByText('另一个窗口已经登录')).toBeVisible();
  await expect(page.getByRole('button', { name: '登录' })).toBeVisible();
  await second.keyboard.press('Shift+F8');
  await expect(second.getByText(/黄䶮/).first()).toBeVisible();
  await expect(second.getByRole('row', { name: /045072014000000101/ })).toHaveCount(0);

  await second.reload();
  await expect(second.getByRole('heading', { level: 1, name: '售卡' })).toBeVisible();

  await signIn(page);
  await expect(page.getByRole('list', { name: '已加入的卡' })).toBeVisible();
  await second.reload();
  await expect(second.getByText('另一个窗口已经登录')).toBeVisible();
  await program.stop();
  folder.remove();
});
