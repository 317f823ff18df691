import { GlobalWorkerOptions, getDocument, type PDFPageProxy } from 'pdfjs-dist';
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url';
import { bytesOf } from '../../parts/save-file.ts';

GlobalWorkerOptions.workerSrc = workerUrl;

const POINTS_PER_INCH = 72;

export type PageImage = { readonly canvas: HTMLCanvasElement; readonly text: string };

/** Draws every page of a PDF at this many dots per inch. Nothing is fetched: the fonts lie in the file itself. */
export async function drawPages(pdf: string, dotsPerInch: number): Promise<PageImage[]> {
  const task = getDocument({
    data: bytesOf(pdf),
    useWasm: false,
    useWorkerFetch: false,
  });
  const file = await task.promise;
  const images: PageImage[] = [];
  for (let number = 1; number <= file.numPages; number += 1) {
    images.push(await drawPage(await file.getPage(number), dotsPerInch));
  }
  await task.destroy();
  return images;
}

async function drawPage(page: PDFPageProxy, dotsPerInch: number): Promise<PageImage> {
  const viewport = page.getViewport({ scale: dotsPerInch / POINTS_PER_INCH });
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(viewport.width);
  canvas.height = Math.round(viewport.height);
  await page.render({ canvas, viewport, intent: 'print' }).promise;
  const { items } = await page.getTextContent();
  return { canvas, text: items.map((item) => ('str' in item ? item.str : '')).join(' ') };
}
