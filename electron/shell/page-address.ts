const SCHEME = 'app';
const HOST = 'ui';

export const pageScheme = SCHEME;
/** Where the page lives: a scheme of our own, so that it has an origin and no file:// privileges (E18). */
export const PAGE_ORIGIN = `${SCHEME}://${HOST}`;
export const PAGE_URL = `${PAGE_ORIGIN}/`;

/** Whether an address belongs to the page, and to nothing that only looks like it. */
export function isPageAddress(address: string): boolean {
  const url = parsed(address);
  if (url === null || url.protocol !== `${SCHEME}:` || url.host !== HOST) return false;
  return url.username === '' && url.password === '';
}

/** Whether the page may load an address at all: its own files and what it made itself. */
export function isLocalAddress(address: string): boolean {
  const url = parsed(address);
  if (url === null) return false;
  return isPageAddress(address) || url.protocol === 'data:' || isOwnBlob(address);
}

/** A file the page made in its memory, such as a slip to be saved. */
export function isOwnBlob(address: string): boolean {
  return address.startsWith(`blob:${PAGE_ORIGIN}/`);
}

function parsed(address: string): URL | null {
  return URL.canParse(address) ? new URL(address) : null;
}
