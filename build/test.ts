import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
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

const seconds = (started: number) => ((performance.now() - started) / 1000).toFixed(1);
const verdict = (title: string, ok: boolean, started: number) =>
  console.log(`== ${title}: ${ok ? 'ok' : 'FAILED'} (${seconds(started)} s)`);

function run(title: string, command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): boolean {
  console.log(`\n== ${title}`);
  const started = performance.now();
  const options = { cwd: project, stdio: 'inherit', env: { ...process.env, ...env } } as const;
  const { status } = spawnSync(command, args, { ...options, shell: process.platform === 'win32' });
  verdict(title, status === 0, started);
  return status === 0;
}

/** A step without tests of its own counts as one. Steps run side by side, so each speaks when it has ended. */
async function step(title: string, command: string, args: readonly string[]): Promise<Sum> {
  const started = performance.now();
  const child = spawn(command, args, {
    cwd: project,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
  const [out, err, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  process.stdout.write(`\n== ${title}\n${out}${err}`);
  verdict(title, status === 0, started);
  return one(status === 0);
}

const one = (ok: boolean): Sum => (ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

async function built(): Promise<Sum> {
  const started = performance.now();
  const ok = await buildAll().then(
    () => true,
    (error: unknown) => {
      console.error(error);
      return false;
    },
  );
  verdict('build', ok, started);
  return one(ok);
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
// The steps that need one core or less run together; the two long ones fill both cores and come one after the other.
const sums = [
  ...(await Promise.all([
    step('types, Node side', bin('tsc'), []),
    step('types, page', bin('tsc'), ['-p', 'renderer']),
    step('lint', bin('biome'), ['ci', '--error-on-warnings', '--colors=off']),
    built(),
  ])),
  vitest(),
  endToEnd(),
  await step('package, against a stub Electron', process.execPath, [join('build', 'package.ts'), '--check']),
];
const passed = sums.reduce((total, sum) => total + sum.passed, 0);
const failed = sums.reduce((total, sum) => total + sum.failed, 0);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
