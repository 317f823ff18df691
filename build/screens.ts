import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { scan, sellToNewEmployer, signIn, takeInFirstNote } from '../test/e2e/counter.ts';
import { dataFolder, layTwoTills, startProgram } from '../test/e2e/program.ts';
import { findOrInstallBrowser, HOW_TO_GET_ONE } from './browser.ts';
import { buildIfStale } from './build-if-stale.ts';

/** Pictures of every screen at 1366×768, at 100 and 200 % type, for the manual and for whoever looks for what no assertion sees. */

const folder = join(import.meta.dirname, '..', 'docs', 'screens');
const browserFile = findOrInstallBrowser();
if (browserFile === null) {
  console.error(`没有浏览器，不能截图：${HOW_TO_GET_ONE}`);
  process.exit(1);
}
await buildIfStale();
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const root = process.getuid?.() === 0;
const browser = await chromium.launch({
  executablePath: browserFile,
  args: [
    ...(root ? ['--no-sandbox'] : []),
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
  ],
});

async function shoot(page: Page, name: string, type: string): Promise<void> {
  // Pictures are taken of what stands, not of what is still moving in.
  const still = 'document.getAnimations().every((one) => one.playState !== "running")';
  // Asked from outside: waiting inside the page would evaluate text there, which its policy forbids.
  while (!(await page.evaluate<boolean>(still))) await page.waitForTimeout(50);
  await page.screenshot({ path: join(folder, `${name}-${type}.png`) });
  console.log(`${name}-${type}.png`);
}

async function newPage(): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' });
  return context.newPage();
}

/** The whole path once, with a picture at every station. */
async function walk(type: string, url: string): Promise<void> {
  const page = await newPage();
  await page.goto(`${url}&type=${type}&font=app`);
  await page.getByRole('button', { name: /练习/ }).waitFor();
  await shoot(page, '1-first-start', type);
  await page.getByRole('button', { name: /练习/ }).press('Enter');
  await page.getByRole('button', { name: '登录' }).waitFor();
  await shoot(page, '2-sign-in', type);
  await signIn(page);
  await page.keyboard.press('Shift+F2');
  await page.getByRole('row', { name: /第二批/ }).waitFor();
  await shoot(page, '3-take-in', type);
  await takeInFirstNote(page);
  await shoot(page, '4-taken-in', type);
  await page.getByRole('button', { name: '再收一单 Shift+F2' }).press('Enter');
  await page.getByRole('row', { name: /第二批/ }).click();
  await page.keyboard.press('Enter');
  await page.getByText('不收的行', { exact: true }).waitFor();
  await shoot(page, '5-note-with-errors', type);
  await sellToNewEmployer(page, '钦州市䶮𬱟实验学校', '045072014000001017+12');
  await page.getByRole('img', { name: /第 1 页/ }).waitFor();
  await shoot(page, '7-slip', type);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.type('钦州');
  await page.getByRole('option', { name: /实验学校/ }).waitFor();
  await page.keyboard.press('Enter');
  await scan(page, '045072014000001017');
  await page.keyboard.press('Enter');
  await page.getByText(/已于 .* 售给/).waitFor();
  await shoot(page, '6-sell', type);
  await page.keyboard.press('Shift+F3');
  await page.getByText(/缺 /).waitFor();
  await shoot(page, '8-stock', type);
  await page.keyboard.press('Shift+F8');
  await page.getByRole('row', { name: /实验学校/ }).waitFor();
  await shoot(page, '9-sales', type);
  await walkFurther(page, type);
  await page.context().close();
}

/** What lies beside the path: a sale put aside, papers that wait, a reversal, questions, help, the lock, accounts. */
async function walkFurther(page: Page, type: string): Promise<void> {
  await page.keyboard.press('Shift+F9');
  await page.getByRole('radio', { name: '卡号录错' }).waitFor();
  await shoot(page, '10-reversal', type);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('Shift+F7');
  await page.getByRole('row', { name: /实验学校/ }).waitFor();
  await shoot(page, '11-posting', type);
  await page.keyboard.press('F8');
  await page.getByRole('row', { name: /实验学校/ }).waitFor();
  await shoot(page, '12-to-print', type);
  await page.keyboard.press('Shift+F2');
  await page.getByRole('row', { name: /第一批/ }).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: '送货单号' }).waitFor();
  await shoot(page, '13-by-hand', type);
  await page.keyboard.press('Shift+F1');
  await page.getByRole('textbox', { name: '身份证号或卡号' }).fill('045072014000001017');
  await page.keyboard.press('Enter');
  await page.getByRole('status', { name: '答复' }).waitFor();
  await shoot(page, '14-cannot-log-in', type);
  await page.getByRole('button', { name: '收费公示' }).click();
  await page.getByRole('button', { name: '看公示牌' }).click();
  await page.getByRole('img', { name: /收费公示 第 1 页/ }).waitFor();
  await shoot(page, '15-price-board', type);
  await page.keyboard.press('Escape');
  await page.keyboard.press('F2');
  await page.getByRole('combobox', { name: '购卡单位' }).waitFor();
  await page.keyboard.press('F1');
  await page.getByRole('dialog').waitFor();
  await shoot(page, '16-help', type);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+F6');
  await page.getByRole('dialog').waitFor();
  await shoot(page, '17-put-aside', type);
  await page.keyboard.press('Escape');
  await page.keyboard.press('F12');
  await page.getByText('已锁屏').waitFor();
  await shoot(page, '18-locked', type);
  await signIn(page, '陆主任', '2401');
  await page.keyboard.press('Shift+F12');
  await page.getByRole('row', { name: /韦小兰/ }).waitFor();
  await shoot(page, '19-accounts', type);
  for (const [key, heading, name] of office) {
    await page.keyboard.press(key);
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    await page.waitForLoadState('networkidle');
    await shoot(page, name, type);
  }
}

/** What a supervisor looks after, by its key. */
const office = [
  ['F10', '交班日结', '25-closing'],
  ['Shift+F10', '缴款', '26-to-the-bank'],
  ['Shift+F5', '票据', '27-receipts'],
  ['Shift+F11', '退卡退付', '28-returns'],
  ['F11', '例外事项', '29-exceptions'],
  ['F3', '查单据', '30-papers'],
] as const;

/** 领用, which only a point with several PCs has: sent, waiting, counted, accepted. */
async function walkCustody(type: string, url: string): Promise<void> {
  const page = await newPage();
  await page.goto(`${url}&type=${type}&font=app`);
  await signIn(page);
  await page.keyboard.press('Shift+F4');
  const cards = page.getByRole('textbox', { name: '卡号' });
  await cards.fill('045072014000000101+10');
  await page.getByText('共 10 张').waitFor();
  await shoot(page, '20-move-out', type);
  await page.keyboard.press('F9');
  await page.getByText(/领用单 QZ1A/).waitFor();
  await shoot(page, '21-moved-out', type);
  await page.keyboard.press('F2');
  await page.keyboard.press('Shift+F4');
  await page.getByRole('row', { name: /10 张/ }).waitFor();
  await shoot(page, '22-move-waiting', type);
  await page.keyboard.press('Enter');
  await cards.fill('045072014000000101+8');
  await page.getByText(/共 2 张/).waitFor();
  await shoot(page, '23-move-counted', type);
  await page.keyboard.press('F9');
  await page.getByText('已签收').waitFor();
  await shoot(page, '24-move-accepted', type);
  await page.context().close();
}

type Walk = (type: string, url: string) => Promise<void>;

/** On a folder of its own. */
async function walkProgram(prepare: (folder: string) => void, options: readonly string[], go: Walk) {
  for (const type of ['100', '200']) {
    const data = dataFolder();
    prepare(data.path);
    const program = await startProgram(data.path, ...options);
    await go(type, program.url).finally(program.stop);
    data.remove();
  }
}

try {
  await walkProgram(() => undefined, [], walk);
  await walkProgram(layTwoTills, ['--practice'], walkCustody);
} finally {
  await browser.close();
}
