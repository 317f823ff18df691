import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';

const script = `
import { sayShown } from ${JSON.stringify(join(import.meta.dirname, '..', '..', 'electron', 'shell', 'shown.ts'))};
sayShown();
`;

function start(channel: 'pipe' | 'ignore' | number) {
  return spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'ignore', 'ignore', channel],
  });
}

test('the starter reads one byte from the fourth channel', async () => {
  const child = start('pipe');
  const channel = child.stdio[3];
  expect(await text(channel as NodeJS.ReadableStream)).toBe('1');
});

test('without such a channel nothing happens', async () => {
  const child = start('ignore');
  const [code] = await once(child, 'close');
  expect(code).toBe(0);
});

test('a file that happens to have that number is left as it is', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gongxu-shown-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'somebody-else');
  const child = start(openSync(path, 'w'));
  const [code] = await once(child, 'close');
  expect([code, readFileSync(path, 'utf8')]).toEqual([0, '']);
});
