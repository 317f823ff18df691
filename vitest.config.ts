import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Half the time of all the tests is theirs; one that began last would keep a single core busy to the end. */
const LONGEST = ['kill', 'simulation', 'city', 'fold-order', 'flips', 'quarter', 'intake'];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const at = LONGEST.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
      return at === -1 ? LONGEST.length : at;
    };
    return (await super.sort(files)).toSorted((one, other) => place(one) - place(other));
  }
}

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
    // Left to itself it leaves one core idle: on two cores that is half of them.
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
  },
});
