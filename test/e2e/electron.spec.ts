import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { _electron, expect, test } from '@playwright/test';
import { electronBinary } from '../../build/electron-binary.ts';
import { keyFromFile } from '../../electron/key-file.ts';
import { dataFolder } from './program.ts';

const binary = electronBinary();

/** Why this can't run here; null where it can. */
function whyNot(): string | null {
  if (binary === null)
    return 'Electron binary not on this machine: npm start downloads it where its site is reachable';
  if (process.getuid?.() === 0) return 'Chromium’s sandbox refuses root, and it is never switched off';
  return null;
}

test('the desktop window shows the practice sign-in', async () => {
  const reason = whyNot();
  if (reason !== null) console.log(`skipped: Electron's window (${reason})`);
  test.skip(reason !== null, reason ?? '');
  const folder = dataFolder();
  // Without a key ring the window would first ask about a key in the clear; the answer is remembered here.
  keyFromFile(folder.path);
  writeFileSync(join(folder.path, 'key.json'), JSON.stringify({ version: 1, kind: 'file' }));
  const program = await _electron.launch({
    executablePath: binary ?? '',
    args: [join(import.meta.dirname, '..', '..'), '--practice', `--data=${folder.path}`],
  });
  const window = await program.firstWindow();
  await expect(window.getByText('练习').first()).toBeVisible();
  await program.close();
  folder.remove();
});
