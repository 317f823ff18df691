import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { sheetOf, textRow } from '../workbook-builder.ts';
import { signIn } from './counter.ts';
import { dataFolder, startProgram } from './program.ts';
import { scriptPayloads } from './script-payloads.ts';

/** In every page and frame, before anything of ours: counts payloads that ran, and what the policy stopped. */
const counters = `
  top.counted ??= { ran: 0, stopped: [] };
  globalThis.ran = () => { top.counted.ran += 1; };
  document.addEventListener('securitypolicyviolation', (event) => top.counted.stopped.push(event.violatedDirective));
`;
const ran = (page: Page) => page.evaluate<number>('counted.ran');
const stopped = (page: Page) => page.evaluate<readonly string[]>('counted.stopped');

/** Puts markup into the page as a program would that takes text for markup, and does what a person might do to it. */
function insert(page: Page, markup: string): Promise<void> {
  return page.evaluate(`{
    const place = document.createElement('div');
    document.body.prepend(place);
    // The two ways run different payloads: scripts only the one, pictures' handlers also the other.
    place.innerHTML = ${JSON.stringify(markup)};
    place.append(document.createRange().createContextualFragment(${JSON.stringify(markup)}));
    for (const each of place.querySelectorAll('*')) {
      each.focus?.();
      each.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
    }
  }`);
}
const clear = (page: Page) => page.evaluate("document.querySelector('body > div').remove()");

/** Addresses asked for outside the program, whoever asked. */
function watchAddresses(page: Page, origin: string): readonly string[] {
  const outside: string[] = [];
  const note = (url: string) => {
    if (new URL(url).origin !== origin && !/^(data:|blob:http:\/\/127)/.test(url)) outside.push(url);
  };
  page.on('request', (request) => note(request.url()));
  page.on('websocket', (socket) => note(socket.url()));
  return outside;
}

test('every payload runs where markup is taken for markup and there is no policy', async ({ page }) => {
  await page.addInitScript(counters);
  await page.route('**', (route) =>
    route.request().isNavigationRequest()
      ? route.fulfill({ contentType: 'text/html', body: '<!doctype html><body>' })
      : route.fulfill({ status: 404 }),
  );
  await page.goto('http://127.0.0.1/');
  const silent: string[] = [];
  for (const payload of scriptPayloads) {
    const before = await ran(page);
    await insert(page, payload);
    await page
      .waitForFunction(`counted.ran > ${before}`, null, { timeout: 2000 })
      .catch(() => silent.push(payload));
    await clear(page);
  }
  expect(silent).toEqual([]);
});

/** One sale to a new employer of this name; `text` is its contact, and as much of it as fits its phone. */
async function sell(page: Page, name: string, text: string, card: string): Promise<void> {
  await page.getByRole('combobox', { name: '购卡单位' }).fill(name);
  await page.getByRole('option', { name: '登记新单位' }).click();
  await expect(page.getByRole('radio', { name: '市直' })).toBeFocused();
  await page.keyboard.press('Space');
  await page.getByRole('textbox', { name: '联系人' }).fill(text);
  await page.getByRole('textbox', { name: '联系电话' }).fill(text.slice(0, 40));
  await page.getByRole('textbox', { name: '卡号' }).fill(card);
  await page.keyboard.press('Enter');
  // Enter on the empty 止号: one card, no run.
  await page.keyboard.press('Enter');
  await expect(page.getByRole('list', { name: '已加入的卡' })).toBeVisible();
  await page.keyboard.press('F9');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('combobox', { name: '购卡单位' })).toBeFocused();
}

/** Numbered, because names that differ in letter case only are taken for one employer. */
const employer = (payload: string, index: number) => `${payload}${index}`;

/** The practice city's hundred cards. */
const card = (index: number) => `045072014000000${101 + index}`;

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** A delivery note with a payload in every text cell. */
function noteOfPayloads(): Buffer {
  const header = ['卡号起', '卡号止', '单位', '数量', '单价', '金额', '单号', '备注'];
  const rows = scriptPayloads.map((payload) => header.map(() => escaped(payload)));
  return sheetOf([header, ...rows].map((cells, index) => textRow(index + 1, cells)).join(''));
}

function dropIn(folder: string): string {
  const path = join(folder, 'dropped.html');
  writeFileSync(path, '<!doctype html><title>dropped</title>');
  return path;
}

const header = { x: 700, y: 20 };
const middle = { x: 700, y: 400 };

/** As Windows' file manager would: the browser itself decides what becomes of the file. */
async function dropFile(
  page: Page,
  path: string,
  at: { readonly x: number; readonly y: number },
): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await devtools.send('Input.dispatchDragEvent', { type, ...at, data });
  }
}

test('no name, contact, phone or cell ever runs, nothing outside is asked for, and a dropped file stays out', async ({
  page,
}) => {
  test.setTimeout(300_000);
  const folder = dataFolder();
  const program = await startProgram(folder.path, '--practice');
  const { origin } = new URL(program.url);
  const outside = watchAddresses(page, origin);
  await page.addInitScript(counters);
  await page.goto(program.url);
  await signIn(page);
  for (const [index, payload] of scriptPayloads.entries()) {
    await sell(page, employer(payload, index), payload, card(index));
  }

  await page.keyboard.press('Shift+F8');
  for (const [index, payload] of scriptPayloads.entries()) {
    await expect(page.getByText(employer(payload, index), { exact: true })).toHaveCount(1);
  }
  await page.keyboard.press('F2');
  await page.getByRole('textbox', { name: '卡号' }).fill(card(0));
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(page.getByText(`售给${employer(scriptPayloads[0] ?? '', 0)}`)).toBeVisible();

  await page.keyboard.press('Shift+F2');
  const note = { mimeType: '', buffer: noteOfPayloads() };
  const file = page.getByRole('region', { name: '选择文件' }).getByLabel('送卡单文件');
  await file.setInputFiles({ ...note, name: '<img src=x onerror=ran``>.xlsx' });
  await expect(page.getByRole('heading', { name: '<img src=x onerror=ran``>.xlsx' })).toBeVisible();

  for (const payload of scriptPayloads) {
    await expect(page.getByRole('cell', { name: payload, exact: true })).toHaveCount(2);
  }

  const dropped = dropIn(folder.path);
  for (const at of [header, middle]) await dropFile(page, dropped, at);
  expect(outside).toEqual([]);
  expect([await ran(page), await stopped(page)]).toEqual([0, []]);
  await stopsEveryPayload(page);
  expect(outside).toEqual([]);
  await expect(page.getByRole('heading', { level: 1, name: '入库' })).toBeVisible();
  expect(page.context().pages(), 'the dropped file was opened nowhere').toEqual([page]);
  await program.stop();
  folder.remove();
});

/** The second wall, were the first to fall: each payload taken for markup is stopped by the policy, and counted. */
async function stopsEveryPayload(page: Page): Promise<void> {
  for (const payload of scriptPayloads) {
    const before = (await stopped(page)).length;
    await insert(page, payload);
    await expect.poll(async () => (await stopped(page)).length, { message: payload }).toBeGreaterThan(before);
    await clear(page);
  }
  expect(await ran(page)).toBe(0);
  console.log(
    `payloads ${scriptPayloads.length}, ran 0, stopped by the policy ${(await stopped(page)).length}`,
  );
}

test('a file dropped on a page that does not guard itself is opened by the browser', async ({ page }) => {
  const folder = dataFolder();
  const opened = page.context().waitForEvent('page');
  await dropFile(page, dropIn(folder.path), middle);
  await expect.poll(async () => (await opened).url()).toMatch(/dropped\.html$/);
  folder.remove();
});
