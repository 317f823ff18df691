import { defineConfig } from '@playwright/test';
import { findBrowser } from './build/browser.ts';

const root = process.getuid?.() === 0;

/** Every test starts the real program on a folder and a port of its own, so that two can run side by side. */
export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results/e2e',
  // Program, page and test wait for one another: one test alone leaves much of two cores idle.
  workers: 2,
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
