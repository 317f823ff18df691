import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { downloadArtifact } from '@electron/get';

const electron = join(import.meta.dirname, '..', 'node_modules', 'electron');

/** A download that brings nothing for this long is given up. */
const NO_PROGRESS = 20_000;

/** The binary if it is on this machine. Never through the package itself: asking it starts a download of its own. */
export function electronBinary(): string | null {
  const path = join(electron, 'path.txt');
  const name = existsSync(path) ? readFileSync(path, 'utf8').trim() : 'electron';
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(electron, 'dist');
  return existsSync(join(folder, name)) ? join(folder, name) : null;
}

/** Fetches the binary from its release site into the download cache and unpacks it; null when it does not arrive. */
export async function downloadElectron(noProgress = NO_PROGRESS): Promise<string | null> {
  console.error('正在下载桌面程序 Electron（首次约 100 MB）…');
  const giveUp = new AbortController();
  let timer = setTimeout(() => giveUp.abort(), noProgress);
  const progress = async () => {
    clearTimeout(timer);
    timer = setTimeout(() => giveUp.abort(), noProgress);
  };
  try {
    await downloadArtifact({
      artifactName: 'electron',
      version: JSON.parse(readFileSync(join(electron, 'package.json'), 'utf8')).version,
      platform: process.platform,
      arch: process.arch,
      checksums: JSON.parse(readFileSync(join(electron, 'checksums.json'), 'utf8')),
      downloadOptions: { signal: giveUp.signal, getProgressCallback: progress, quiet: true },
    });
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
  // The package's own script finds the download in the cache, checks it again and unpacks it.
  spawnSync(process.execPath, [join(electron, 'install.js')], { stdio: 'ignore' });
  return electronBinary();
}
