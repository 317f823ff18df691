import { readFileSync, realpathSync } from 'node:fs';
import { join, sep } from 'node:path';
import { mimeTypeOf } from './security-headers.ts';

export interface PageFile {
  readonly body: Uint8Array;
  readonly type: string;
}

/**
 * One file of the built page, or null: for both shells. in: the URL's path as it came, still encoded. Nothing outside
 * the folder is ever served, by dots, encodings, NUL, other separators or links.
 */
export function pageFile(folder: string, urlPath: string, nonce: string): PageFile | null {
  const path = decoded(urlPath);
  if (path === null || /[\0\\]|(^|\/)\.\.(\/|$)|^\/\//.test(path)) return null;
  const name = path === '/' ? '/index.html' : path;
  const type = mimeTypeOf(name);
  const real = realPath(join(folder, name));
  if (type === null || real === null || !real.startsWith(realpathSync(folder) + sep)) return null;
  const body = readFileSync(real);
  if (!name.endsWith('/index.html')) return { body, type };
  return { body: Buffer.from(body.toString('utf8').replaceAll('__NONCE__', nonce), 'utf8'), type };
}

function decoded(urlPath: string): string | null {
  try {
    return decodeURIComponent(urlPath);
  } catch {
    return null;
  }
}

function realPath(path: string): string | null {
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
}
