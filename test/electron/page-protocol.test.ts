import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openShell } from './shell-under-test.ts';

const outside = [
  '../secret.js',
  '../../etc/passwd',
  './../secret.js',
  'assets/../../secret.js',
  '..%2fsecret.js',
  '..%2Fsecret.js',
  '%2e%2e/secret.js',
  '%2e%2e%2fsecret.js',
  '.%2e/secret.js',
  '%2e./secret.js',
  'assets/..%2f..%2fsecret.js',
  'assets%2f..%2f..%2fsecret.js',
  '..%5csecret.js',
  '..%5Csecret.js',
  '..\\secret.js',
  'assets\\..\\..\\secret.js',
  '..%252fsecret.js',
  '%252e%252e%252fsecret.js',
  '..%c0%afsecret.js',
  '..%u2215secret.js',
  '....//secret.js',
  '..;/secret.js',
  '%00/secret.js',
  'index.html%00.js',
  '..%00/secret.js',
  'secret.js%00',
  '/secret.js',
  '//server/share/secret.js',
  '%5c%5cserver%5cshare%5csecret.js',
  '\\\\server\\share\\secret.js',
  'C:/secret.js',
  'C:%5csecret.js',
  '%2fetc%2fpasswd',
  '/etc/passwd',
  'assets/',
  'assets',
  'link.js',
  'missing.js',
  'index.html/',
  'notes.txt',
  'page.HTML',
  '%',
];

test('no form of an address reaches a file outside the page’s folder', async () => {
  const { fake, page } = await openShell();
  const folder = join(fake.appPath, 'dist', 'renderer');
  symlinkSync(join(fake.appPath, 'dist', 'secret.js'), join(folder, 'link.js'));
  writeFileSync(join(folder, 'notes.txt'), 'a type nobody serves');
  const answers = await Promise.all(outside.map((path) => page.load(`app://ui/${path}`)));
  expect(outside.filter((_, place) => answers[place]?.status !== 404)).toEqual([]);
  const bodies = await Promise.all(answers.map((answer) => answer.text()));
  expect(bodies.join('')).toBe('');
});

test.each(['app://other/index.html', 'app://ui:81/', 'app://name@ui/', 'http://ui/', 'app:///index.html'])(
  '%s is another host and has nothing',
  async (address) => {
    const { page } = await openShell();
    expect((await page.load(address)).status).toBe(404);
  },
);

test.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'HEAD'])('%s is not answered', async (method) => {
  const { page } = await openShell();
  expect((await page.load('app://ui/', method)).status).toBe(405);
});

test('the page comes with its policy, which forbids every connection, and a nonce of its own each time', async () => {
  const { page } = await openShell();
  const nonces: string[] = [];
  for (const address of ['app://ui/', 'app://ui/index.html']) {
    const answer = await page.load(address);
    const body = await answer.text();
    const nonce = /content="([\w-]{24})"/.exec(body)?.[1] ?? 'none';
    nonces.push(nonce);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-security-policy')).toBe(
      [
        "default-src 'none'",
        "script-src 'self'",
        `style-src 'self' 'nonce-${nonce}'`,
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
      ].join('; '),
    );
  }
  expect(new Set(nonces).size).toBe(2);
});

test('a script is served as a script, under the same policy', async () => {
  const { page } = await openShell();
  const answer = await page.load('app://ui/assets/index.js');
  expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect(answer.headers.get('content-security-policy')).toContain("connect-src 'none'");
  expect(await answer.text()).toBe('export {};');
});
