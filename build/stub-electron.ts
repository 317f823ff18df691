import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { storeZip } from './store-zip.ts';

/** Marks the place of the fuses in Electron's binary; then their version, their number, and one character each. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

const BESIDE = [
  'LICENSE',
  'LICENSES.chromium.html',
  'chrome-sandbox',
  'chrome_crashpad_handler',
  'chrome_100_percent.pak',
  'resources.pak',
  'icudtl.dat',
  'locales/zh-CN.pak',
];

/**
 * Writes a STUB in the shape of Electron's release: no line of Electron is in it and it cannot show a window. It lets
 * the packaging run where the release site can't be reached, and proves configuration and contents, never a start.
 * in: the state of each fuse before packaging.
 */
export function writeStubElectron(folder: string, version: string, fuses: readonly boolean[]): void {
  const states = fuses.map((on) => (on ? '1' : '0')).join('');
  const wire = Buffer.concat([Buffer.from([1, fuses.length]), Buffer.from(states)]);
  const stub = Buffer.concat([readFileSync('/bin/true'), Buffer.from(SENTINEL), wire]);
  const text = Buffer.from('STUB, not Electron\n');
  const entries = [
    { name: 'electron', bytes: stub, executable: true },
    { name: 'version', bytes: Buffer.from(version), executable: false },
    ...BESIDE.map((name) => ({ name, bytes: text, executable: name.startsWith('chrome') })),
  ];
  writeFileSync(join(folder, `electron-v${version}-linux-x64.zip`), storeZip(entries));
}
