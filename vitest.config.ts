import { defineConfig } from 'vitest/config';

const cityTests = 'test/server/**/*.test.ts';

export default defineConfig({
  test: {
    exclude: ['test/e2e/**'],
    // Engines, readers and killed processes do real work on real disks; the limit only ends what hangs.
    testTimeout: 120_000,
    hookTimeout: 60_000,
    pool: 'forks',
    projects: [
      {
        extends: true,
        test: { name: 'counter', include: ['test/**/*.test.ts'], exclude: ['test/e2e/**', cityTests] },
      },
      // The only ones that need a PostgreSQL, which takes seconds to make.
      {
        extends: true,
        test: { name: 'city', include: [cityTests], globalSetup: 'test/server/global-setup.ts' },
      },
    ],
  },
});
