import { defineConfig } from '@playwright/test';
import { findBrowser } from './build/browser.ts';

const root = process.getuid?.() === 0;

/** One counter at a time: every test starts the real program on a folder of its own. */
export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results/e2e',
  workers: 1,
  timeout: 120_000,
  // A paper is drawn, and a secret checked, in a second or two; a busy machine of two cores takes its time.
  expect: { timeout: 15_000 },
  retries: 0,
  forbidOnly: true,
  use: {
    viewport: { width: 1366, height: 768 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: findBrowser() ?? '',
      // Tests only: Chromium's sandbox refuses root. The rest keeps it from looking for outside hosts.
      args: [
        ...(root ? ['--no-sandbox'] : []),
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'browser', testIgnore: /electron\.spec\.ts$/ },
    { name: 'electron', testMatch: /electron\.spec\.ts$/ },
  ],
});
