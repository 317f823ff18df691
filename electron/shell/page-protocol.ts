import { randomBytes } from 'node:crypto';
import { protocol, type Session } from 'electron';
import { pageFile } from '../page-files.ts';
import { contentSecurityPolicy, fixedHeaders } from '../security-headers.ts';
import { isPageAddress, pageScheme } from './page-address.ts';

/** Must run before `ready`. No CSP bypass, no service workers, no fetch: the page needs an origin and nothing else. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: pageScheme, privileges: { standard: true, secure: true } },
  ]);
}

/** Serves the built page, and only it, under app://ui. in: the folder with index.html. */
export function servePage(session: Session, folder: string): void {
  session.protocol.handle(pageScheme, ({ method, url }) => {
    if (method !== 'GET') return plain(405);
    if (!isPageAddress(url)) return plain(404);
    const nonce = randomBytes(18).toString('base64url');
    const file = pageFile(folder, new URL(url).pathname, nonce);
    if (file === null) return plain(404);
    const policy = contentSecurityPolicy(nonce, "'none'");
    const headers = { ...fixedHeaders, 'content-type': file.type, 'content-security-policy': policy };
    return new Response(Buffer.from(file.body), { status: 200, headers });
  });
}

function plain(status: number): Response {
  const headers = { ...fixedHeaders, 'content-type': 'text/plain; charset=utf-8' };
  return new Response('', { status, headers });
}
