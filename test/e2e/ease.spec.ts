import { expect, type Page } from '@playwright/test';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { expectAccessible, expectFits } from './checks.ts';
import { sellToNewEmployer, signIn } from './counter.ts';
import { test } from './program.ts';
import { scan } from './scanner.ts';

test.beforeEach(async ({ page, program }) => {
  await page.goto(program.url);
});

const first = (page: Page) => page.getByRole('textbox', { name: '卡号（单张或起号）' });
const last = (page: Page) => page.getByRole('textbox', { name: '止号' });
const buyer = (page: Page) => page.getByRole('combobox', { name: '购卡单位' });

/** A single card: the scanner's number, and the clerk's Enter on the empty 止号. */
async function scanOne(page: Page, card: string): Promise<void> {
  await scan(page, card);
  await expect(last(page)).toBeFocused();
  await page.keyboard.press('Enter');
}

test('F1 on every screen says what it is for and which keys work, and why one does not', async ({ page }) => {
  await signIn(page);
  for (const [key, name, about] of [
    ['F2', '售卡', '给单位或个人售激活卡'],
    ['Shift+F2', '入库', '确认之前什么也不写'],
    ['Shift+F3', '库存', '本机钱柜手上还能卖的卡'],
    ['Shift+F8', '销售记录', '查已办的销售'],
    ['Shift+F7', '平台待登记', '通知第四条'],
    ['Shift+F1', '咨询公示', '学员来问时用'],
  ] as const) {
    await page.keyboard.press(key);
    await page.keyboard.press('F1');
    const help = page.getByRole('dialog', { name: `帮助：${name}` });
    await expect(help.getByText(about)).toBeVisible();
    await expect(help.getByText('Shift+F2', { exact: true })).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect(help).toBeHidden();
  }
});

test('a greyed key says on the bar who may do it', async ({ page }) => {
  await signIn(page, '莫𬱟', '3501');
  const bar = page.getByRole('toolbar', { name: '功能键' });
  await expect(
    bar.getByRole('button', { name: 'F2 售卡 （由售卡员、主管办理）', exact: true }),
  ).toBeVisible();
  await page.keyboard.press('F1');
  await expect(page.getByText('现在不能用：由售卡员、主管办理').first()).toBeVisible();
});

test('type size and contrast are a person’s own and are there again after a restart', async ({
  page,
  program,
}) => {
  await signIn(page);
  await page.getByRole('button', { name: '显示' }).click();
  const dialog = page.getByRole('dialog', { name: '显示与声音' });
  await dialog.getByRole('radio', { name: '200%' }).check({ force: true });
  await dialog.getByRole('radio', { name: /高对比/ }).check({ force: true });
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  const root = page.locator('html');
  await expect(root).toHaveCSS('font-size', '32px');
  await expect(root).toHaveAttribute('data-contrast', 'high');

  await program.stop();
  await program.again();
  await page.goto(program.url);
  await expect(page.getByRole('button', { name: '登录' })).toBeVisible();
  await expect(root).toHaveCSS('font-size', '16px');
  await signIn(page);
  await expect(root).toHaveCSS('font-size', '32px');
  await expect(root).toHaveAttribute('data-contrast', 'high');
  await expectFits(page);
  await page.getByRole('button', { name: '锁屏、换人 F12' }).click();
  await signIn(page, '黄䶮', '1302');
  await expect(root).toHaveCSS('font-size', '16px');
  await expect(root).toHaveAttribute('data-contrast', 'plain');
});

test('reload, zoom, leaving and developer keys of the browser do nothing to a half-filled sale', async ({
  page,
}) => {
  await signIn(page);
  await expect(buyer(page)).toBeFocused();
  await page.keyboard.insertText('钦州市第一中学');
  await page.evaluate<void>(`
    window.unstopped = [];
    for (const kind of ['keydown', 'wheel']) window.addEventListener(kind, (event) => {
      const held = /^(Control|Shift|Alt)$/.test(event.key);
      if (!event.defaultPrevented && !held) window.unstopped.push(kind + ' ' + event.key);
    }, { passive: false });
  `);
  const keys = ['F3', 'F5', 'F7', 'F11', 'Control+F5', 'Control+r', 'Control+Shift+R', 'Control+p'];
  const others = ['Control+s', 'Control+u', 'Control+o', 'Control+=', 'Control+-', 'Control+0'];
  const tools = ['Control+Shift+I', 'Control+Shift+J', 'Control+Shift+C', 'Alt+ArrowLeft', 'Alt+Home'];
  for (const key of [...keys, ...others, 'Control+NumpadAdd', ...tools]) await page.keyboard.press(key);
  await page.keyboard.down('Control');
  await page.mouse.move(600, 400);
  await page.mouse.wheel(0, -240);
  await page.keyboard.up('Control');
  expect(await page.evaluate<string[]>('window.unstopped')).toEqual([]);
  expect(await page.evaluate<number>('window.visualViewport.scale * window.devicePixelRatio')).toBe(1);
  // F3 and others lead to screens of the program; the form lies where it was left.
  await page.keyboard.press('F2');
  await expect(buyer(page)).toHaveValue('钦州市第一中学');
  // F12 opens no developer tools: it locks, and the form is there again afterwards.
  await page.keyboard.press('F12');
  expect(await page.evaluate<string[]>('window.unstopped')).toEqual([]);
  await signIn(page);
  await expect(buyer(page)).toHaveValue('钦州市第一中学');
});

/** The engine's answers about units come when `go` is called. */
async function holdUnits(page: Page): Promise<{ go(): void }> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route('**/rpc/sales/employers', async (route) => {
    await promise;
    await route.continue();
  });
  return { go: resolve };
}

test('a pick whose answer comes late leaves the cursor where the clerk is scanning', async ({ page }) => {
  await signIn(page);
  await expect(buyer(page)).toBeFocused();
  const units = await holdUnits(page);
  await page.keyboard.type('灵山县小学', { delay: 60 });
  await page.keyboard.press('Enter');
  await expect(first(page)).toBeFocused();
  await scan(page, '045072014000000101');
  await expect(last(page)).toBeFocused();
  units.go();
  await expect(page.getByRole('radio', { name: '市直' })).toBeVisible();
  await expect(last(page)).toBeFocused();
  await scan(page, '045072014000000110');
  await expect(page.getByText('共 10 张：再按一次 Enter 加入')).toBeVisible();
});

test('before anything is scanned a late pick leads to what it asks, and 个人 is picked without waiting', async ({
  page,
}) => {
  await signIn(page);
  await expect(buyer(page)).toBeFocused();
  const units = await holdUnits(page);
  await page.keyboard.type('个人', { delay: 60 });
  await page.keyboard.press('Enter');
  await expect(page.getByRole('radio', { name: '市直' })).toBeFocused();
  await buyer(page).focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('灵山县小学', { delay: 60 });
  await page.keyboard.press('Enter');
  await expect(first(page)).toBeFocused();
  units.go();
  await expect(page.getByRole('radio', { name: '市直' })).toBeFocused();
});

test('a scan goes to the cards wherever the cursor is, and leaves nothing in the field that had it', async ({
  page,
}) => {
  await signIn(page);
  await expect(buyer(page)).toBeFocused();
  await page.keyboard.insertText('钦州');
  await scan(page, '045072014000000101');
  await expect(first(page)).toHaveValue('045072014000000101');
  await expect(buyer(page)).toHaveValue('钦州');
  await expect(last(page)).toBeFocused();
  await page.keyboard.press('Enter');
  const lines = page.getByRole('list', { name: '已加入的卡' });
  await expect(lines.getByText('045072014000000101')).toBeVisible();
  await buyer(page).focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await scan(page, '045072014000000102');
  await expect(last(page)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(lines.getByRole('listitem')).toHaveCount(2);
  await expect(buyer(page)).toHaveValue('');
  await expect(page.getByRole('listbox')).toBeHidden();
  await first(page).focus();
  await scan(page, '045072014000000103');
  await expect(last(page)).toBeFocused();
  await scan(page, '045072014000000112');
  await expect(page.getByText(/共 10 张：再按一次 Enter 加入/)).toBeVisible();
  await expect(lines.getByRole('listitem')).toHaveCount(2);
  await page.keyboard.press('Enter');
  await expect(lines.getByRole('listitem')).toHaveCount(3);
  await expect(first(page)).toHaveValue('');
});

test('two scans from anywhere are counted as a run and wait for somebody’s Enter', async ({ page }) => {
  await signIn(page);
  for (const end of ['045072014000000120', '045072014000000149']) {
    await buyer(page).focus();
    await scan(page, end);
    await expect(last(page)).toBeFocused();
  }
  await expect(page.getByText(/共 30 张：再按一次 Enter 加入/)).toBeVisible();
  await expect(page.getByRole('list', { name: '已加入的卡' })).toBeHidden();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('list', { name: '已加入的卡' })).toContainText('30');
});

test('a Chinese input method neither swallows nor splits a scan', async ({ page }) => {
  await signIn(page);
  await expect(buyer(page)).toBeFocused();
  const browser = await page.context().newCDPSession(page);
  await browser.send('Input.imeSetComposition', { text: 'ni', selectionStart: 2, selectionEnd: 2 });
  await scan(page, '045072014000000103', 'ime');
  await expect(first(page)).toHaveValue('045072014000000103');
  await expect(last(page)).toBeFocused();
  await expect(buyer(page)).not.toHaveValue(/嗯/);
});

test('a scan over an open dialog, or where nothing is scanned, is refused in words', async ({ page }) => {
  await signIn(page);
  await page.keyboard.press('F1');
  const help = page.getByRole('dialog');
  await expect(help).toBeVisible();
  await scan(page, '045072014000000104');
  await expect(help.getByRole('alert').getByText(/有窗口开着，没有采用/)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(help.getByRole('alert')).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(help).toBeHidden();
  await expect(page.getByRole('list', { name: '已加入的卡' })).toBeHidden();

  await page.keyboard.press('Shift+F3');
  await expect(page.getByRole('heading', { level: 1, name: '库存' })).toBeVisible();
  await scan(page, '045072014000000104');
  await expect(page.getByText('扫到 045072014000000104，但这个画面不收扫码，没有采用。')).toBeVisible();
});

for (const type of ['100', '200']) {
  test(`the counter's questions are answered, accessible, and fit 1366×768 at ${type} % type`, async ({
    page,
  }) => {
    await page.goto(`${new URL(page.url()).origin}/?type=${type}&font=app`);
    await signIn(page);
    await sellToNewEmployer(page, '钦州市第二中学', '045072014000000105');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Shift+F1');
    const question = page.getByRole('textbox', { name: '身份证号或卡号' });
    await expect(question).toBeFocused();
    await page.keyboard.insertText('045072014000000105');
    await page.keyboard.press('Enter');
    const answer = page.getByRole('status', { name: '答复' });
    await expect(answer).toContainText('由钦州市人力资源和社会保障局售出');
    await expectAccessible(page);
    await expectFits(page);
    await question.fill('450781198001010013');
    await page.keyboard.press('Enter');
    await expect(answer).toContainText('450781********0013');
    await expect(answer).toContainText('未能核对');
    await expect(question).toHaveValue('');
    expect(await page.content()).not.toContain('19800101');
    await scan(page, '045072014000000106');
    await expect(answer).toContainText('没有售出的记录');

    await page.getByRole('button', { name: '通知要点' }).click();
    await page.getByRole('textbox', { name: '查找' }).fill('补办 证书');
    await expect(page.getByText('遗失不再补办')).toBeVisible();
    await expect(page.getByText('地址：灵山县六峰路43号灵山人才市场', { exact: false })).toBeHidden();
    await page.getByRole('textbox', { name: '查找' }).fill('灵山');
    await expect(page.getByText('地址：灵山县六峰路43号灵山人才市场', { exact: false })).toBeVisible();
    await expectAccessible(page);
    await expectFits(page);

    await page.getByRole('button', { name: '扫码枪测试' }).click();
    await expect(page.getByRole('textbox', { name: '扫一张卡' })).toBeFocused();
    await scan(page, '045072014000000106', 'ime');
    await expect(page.getByRole('status')).toContainText('正常');
    await expect(page.getByRole('status')).toContainText('中文输入法开着');
    await expectAccessible(page);
    await expectFits(page);
  });
}

test('the price board is printed on A4 whatever the slip’s size is', async ({ page }) => {
  await signIn(page);
  await page.keyboard.press('Shift+F1');
  await page.getByRole('button', { name: '收费公示' }).click();
  await page.getByRole('button', { name: '看公示牌' }).click();
  await expect(page.getByRole('img', { name: /收费公示 第 1 页，共 1 页/ })).toBeVisible();
  await expectAccessible(page);
  const corner = `(() => {
    const canvas = document.querySelector('.slip-sheet canvas');
    return [...canvas.getContext('2d').getImageData(3, 3, 1, 1).data].join();
  })()`;
  expect(await page.evaluate<string>(corner), 'the sheet is drawn').toBe('255,255,255,255');
  await page.keyboard.press('F8');
  await expect(page.locator('#paper canvas')).toHaveCount(1);
  const paper = await page.pdf({ preferCSSPageSize: true });
  const file = await getDocument({ data: new Uint8Array(paper) }).promise;
  const size = (await file.getPage(1)).view.slice(2);
  expect(file.numPages).toBe(1);
  expect(size[0]).toBeCloseTo(595.3, 0);
  expect(size[1]).toBeCloseTo(841.9, 0);
});

test('tones are off until asked for; then one for a card that is taken, two lower ones for one that is not', async ({
  page,
}) => {
  await page.addInitScript(`
    window.heard = [];
    window.AudioContext = class {
      currentTime = 0;
      destination = {};
      resume() { return Promise.resolve(); }
      createGain() { return { gain: { setValueAtTime() {}, exponentialRampToValueAtTime() {} }, connect: (on) => on }; }
      createOscillator() {
        const tone = { frequency: { value: 0 }, connect: (on) => on, stop() {} };
        return { ...tone, start: () => window.heard.push(tone.frequency.value) };
      }
    };
  `);
  const heard = () => page.evaluate<number[]>('window.heard');
  await page.reload();
  await signIn(page);
  const lines = page.getByRole('list', { name: '已加入的卡' }).getByRole('listitem');
  await expect(buyer(page)).toBeFocused();
  await scanOne(page, '045072014000000110');
  await expect(lines).toHaveCount(1);
  expect(await heard()).toEqual([]);
  await page.getByRole('button', { name: '显示' }).click();
  await page.getByRole('radio', { name: /收下响一声/ }).check({ force: true });
  await page.keyboard.press('Escape');
  // The dialog gives the cursor back to its button when it goes; a scan comes after that.
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByRole('button', { name: '显示' })).toBeFocused();
  await scanOne(page, '045072014000000111');
  await expect(lines).toHaveCount(2);
  expect(await heard()).toEqual([1320]);
  await scanOne(page, '045072014000999999');
  await expect(page.getByText(/从未入库/)).toBeVisible();
  expect(await heard()).toEqual([1320, 330, 330]);
  await page.keyboard.press('Escape');
  await expect(page.getByText(/从未入库/)).toBeHidden();
  await page.keyboard.press('F6');
  await expect(page.getByText(/^已挂单/)).toBeVisible();
  await expect(lines).toHaveCount(0);
  expect(await heard()).toHaveLength(3);
  const rechecked = page.waitForResponse('**/rpc/sales/recheckCards');
  await page.keyboard.press('Shift+F6');
  await expect(page.getByRole('grid', { name: '挂单' }).getByRole('row', { selected: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await rechecked;
  await expect(lines).toHaveCount(2);
  // Taken up, two lines are one sound.
  expect(await heard()).toEqual([1320, 330, 330, 1320]);
});
