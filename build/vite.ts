import path from 'node:path';
import react from '@vitejs/plugin-react';
import type { InlineConfig } from 'vite';

/** How the page is bundled: relative addresses, because the same files are served over HTTP and app://. */
export function rendererConfig(): InlineConfig {
  const project = path.resolve(import.meta.dirname, '..');
  return {
    configFile: false,
    root: path.join(project, 'renderer'),
    base: './',
    logLevel: 'warn',
    publicDir: false,
    plugins: [react()],
    build: {
      outDir: path.join(project, 'dist/renderer'),
      emptyOutDir: true,
      sourcemap: true,
      target: 'chrome140',
      // The page's CSP allows no data: fonts or scripts, so nothing is written into the bundle as text.
      assetsInlineLimit: 0,
      // One file for a local disk: there is no network whose round trips splitting would save.
      chunkSizeWarningLimit: 4000,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        output: {
          // pdf.js ships its worker as .mjs, which hosts and app:// handlers tend to serve with a type no browser runs.
          assetFileNames: ({ names }) =>
            names.some((name) => name.endsWith('.mjs'))
              ? 'assets/[name]-[hash].js'
              : 'assets/[name]-[hash][extname]',
        },
      },
    },
  };
}
