import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/e2e/**'],
    // Engines, readers and killed processes do real work on real disks; the limit only ends what hangs.
    testTimeout: 120_000,
    hookTimeout: 60_000,
    pool: 'forks',
  },
});
