import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findOrInstallBrowser, HOW_TO_GET_ONE } from './browser.ts';
import { buildAll } from './build.ts';

/** Everything CI runs. Each runner's own sum is added up; the last line is `N passed, N failed`. */

const project = join(import.meta.dirname, '..');
const results = join(project, 'test-results');
const bin = (name: string) => join(project, 'node_modules', '.bin', name);

interface Sum {
  readonly passed: number;
  readonly failed: number;
}

function run(title: string, command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): boolean {
  console.log(`\n== ${title}`);
  const started = performance.now();
  const options = { cwd: project, stdio: 'inherit', env: { ...process.env, ...env } } as const;
  const { status } = spawnSync(command, args, { ...options, shell: process.platform === 'win32' });
  console.log(
    `== ${title}: ${status === 0 ? 'ok' : 'FAILED'} (${((performance.now() - started) / 1000).toFixed(1)} s)`,
  );
  return status === 0;
}

/** A step without tests of its own counts as one. */
function step(title: string, command: string, args: readonly string[]): Sum {
  return run(title, command, args) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** A runner that failed without a failed test (it crashed, or found no tests) still counts as failed. */
function counted(ok: boolean, sum: Sum): Sum {
  return !ok && sum.failed === 0 ? { ...sum, failed: 1 } : sum;
}

function vitest(): Sum {
  const report = join(results, 'vitest.json');
  const ok = run('unit, engine, shell, simulation', bin('vitest'), [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  const { numPassedTests: passed = 0, numFailedTests: failed = 0 } = readReport(report);
  return counted(ok, { passed, failed });
}

function endToEnd(): Sum {
  const browser = findOrInstallBrowser();
  if (browser === null) {
    console.log(`skipped: end-to-end, no browser (${HOW_TO_GET_ONE})`);
    return { passed: 0, failed: process.env['CI'] ? 1 : 0 };
  }
  const report = join(results, 'playwright.json');
  const env = { E2E_BROWSER: browser, PLAYWRIGHT_JSON_OUTPUT_NAME: report };
  const ok = run('end to end', bin('playwright'), ['test', '--reporter=list,json'], env);
  const { expected: passed = 0, unexpected = 0, flaky = 0 } = readReport(report).stats ?? {};
  return counted(ok, { passed, failed: unexpected + flaky });
}

interface Report {
  numPassedTests?: number;
  numFailedTests?: number;
  stats?: { expected?: number; unexpected?: number; flaky?: number };
}

function readReport(path: string): Report {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return {};
  }
}

rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
const sums = [
  step('types, Node side', bin('tsc'), []),
  step('types, page', bin('tsc'), ['-p', 'renderer']),
  step('lint', bin('biome'), ['ci', '--error-on-warnings', '--colors=off']),
  await buildAll().then(
    () => ({ passed: 1, failed: 0 }),
    (error: unknown) => {
      console.error(error);
      return { passed: 0, failed: 1 };
    },
  ),
  vitest(),
  endToEnd(),
  step('package, against a stub Electron', process.execPath, [join('build', 'package.ts'), '--check']),
];
const passed = sums.reduce((total, sum) => total + sum.passed, 0);
const failed = sums.reduce((total, sum) => total + sum.failed, 0);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
