import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type InlineConfig } from 'vite';
import { stamp } from './build-if-stale.ts';
import { rendererConfig } from './vite.ts';

const project = join(import.meta.dirname, '..');

/** Names are fixed: the shell finds its worker and its spreadsheet reader beside main.js. */
function nodeBundle(
  entries: Readonly<Record<string, string>>,
  format: 'es' | 'cjs',
  extension: string,
): InlineConfig {
  return {
    root: project,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      ssr: true,
      outDir: join(project, 'dist', 'main'),
      emptyOutDir: false,
      sourcemap: true,
      minify: false,
      target: 'node24',
      rolldownOptions: {
        input: { ...entries },
        external: ['electron'],
        output: { format, entryFileNames: `[name].${extension}`, chunkFileNames: `[name].${extension}` },
      },
    },
    ...(format === 'cjs' ? { ssr: { noExternal: true as const } } : {}),
  };
}

/** Page, main process and preload, from sources to dist/. */
export async function buildAll(): Promise<void> {
  const main = {
    main: 'electron/entry.ts',
    engine: 'electron/engine-process.ts',
    'documents-worker': 'electron/engine/documents/worker.ts',
    'backup-thread': 'electron/backup-thread.ts',
    'intake-reader': 'electron/engine/intake/reader-process.ts',
  };
  // A chunk that changed its name would stay behind and be shipped.
  rmSync(join(project, 'dist'), { recursive: true, force: true });
  await build(rendererConfig());
  await build(nodeBundle(main, 'es', 'js'));
  await build(nodeBundle({ preload: 'electron/preload.ts' }, 'cjs', 'cjs'));
  mkdirSync(join(project, 'dist'), { recursive: true });
  writeFileSync(stamp, '');
}

if (process.argv[1] === import.meta.filename) await buildAll();
