import { request } from 'node:http';
import { expect, test } from '@playwright/test';
import { dataFolder, startProgram } from './program.ts';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** A bare request, with headers a browser would not let a page set. */
function ask(url: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request(url, { method, headers }, (response) => {
      response.resume();
      resolve({ status: response.statusCode ?? 0, headers: response.headers });
    })
      .on('error', reject)
      .end();
  });
}

test('the browser host lets nobody in without the token, nor from another host or origin, nor out of its folder', async () => {
  const folder = dataFolder();
  const program = await startProgram(folder.path, '--practice');
  const { origin } = new URL(program.url);
  expect((await ask(`${origin}/`)).status).toBe(403);
  expect((await ask(`${origin}/?token=wrong`)).status).toBe(403);
  expect((await ask(program.url, { host: 'localhost.example' })).status).toBe(403);
  expect((await ask(program.url, { origin: 'http://evil.example' })).status).toBe(403);

  const entered = await ask(program.url);
  expect(entered.status).toBe(303);
  const cookie = String(entered.headers['set-cookie']);
  expect(cookie).toMatch(/HttpOnly; SameSite=Strict; Path=\//);
  expect((await ask(program.url)).status, 'the token works once').toBe(403);

  const known = { cookie: cookie.split(';')[0] ?? '' };
  const page = await ask(`${origin}/`, known);
  expect(page.status).toBe(200);
  expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self';/);
  for (const path of [
    '/..%2f..%2fpackage.json',
    '/%2e%2e/package.json',
    '/..%5cpackage.json',
    '/%00',
    '/assets/../../main/main.js',
    '//etc/passwd',
  ]) {
    expect((await ask(origin + path, known)).status, path).toBe(404);
  }
  expect(
    (await ask(`${origin}/rpc/session/state`, known, 'POST')).status,
    'a POST must name its origin',
  ).toBe(403);
  expect((await ask(`${origin}/rpc/session/state`, { ...known, origin }, 'POST')).status).toBe(200);
  await program.stop();
  folder.remove();
});
