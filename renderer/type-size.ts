import { useSyncExternalStore } from 'react';
import { type Look, typeSizes as sizeNames } from '../contract/domain/look.ts';

/** Type sizes in percent of the 16 px base; type grows, the page itself is never zoomed. */
export const typeSizes = sizeNames.map(Number);
export type TypeSize = number;

/** `200` as the engine keeps it: text. */
export function nameOfSize(size: TypeSize): Look['type'] {
  return sizeNames.find((name) => Number(name) === size) ?? '100';
}

const BASE_PIXELS = 16;
/** Below this many base-sized letters of width the entries on the left become icons. */
const FOLD_BELOW_REM = 78;

/** The size asked for in the address (`?type=200`), else 100. */
export function sizeFromAddress(): TypeSize {
  const wanted = Number(new URLSearchParams(location.search).get('type'));
  return typeSizes.find((size) => size === wanted) ?? 100;
}

/** Sets the size of the root element, on which everything measured in rem hangs. */
export function applyTypeSize(size: TypeSize): void {
  document.documentElement.style.fontSize = `${(BASE_PIXELS * size) / 100}px`;
}

/** `?font=app` draws everything in the bundled font, so that pictures are the same on every machine. */
export function chooseFont(): void {
  if (new URLSearchParams(location.search).get('font') !== 'app') return;
  document.documentElement.style.setProperty('--app-font', '"App Sans SC", sans-serif');
}

function watchWidth(changed: () => void): () => void {
  window.addEventListener('resize', changed);
  return () => window.removeEventListener('resize', changed);
}

/** Whether the window is too narrow for words beside the icons at this type size. */
export function useNarrow(size: TypeSize): boolean {
  const width = useSyncExternalStore(watchWidth, () => window.innerWidth);
  return width / ((BASE_PIXELS * size) / 100) < FOLD_BELOW_REM;
}
