import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** What stands on each page of a PDF in base64, without blanks, and how large it is in points. */
export async function pagesOf(
  pdf: string,
): Promise<readonly { readonly text: string; readonly size: readonly number[] }[]> {
  const task = getDocument({
    data: new Uint8Array(Buffer.from(pdf, 'base64')),
    verbosity: VerbosityLevel.ERRORS,
  });
  const file = await task.promise;
  const pages = await Promise.all(
    Array.from({ length: file.numPages }, async (_, index) => {
      const page = await file.getPage(index + 1);
      const { items } = await page.getTextContent();
      const text = items.map((item) => ('str' in item ? item.str : '')).join('');
      return { text: text.replaceAll(/\s/g, ''), size: page.view.slice(2) };
    }),
  );
  await task.destroy();
  return pages;
}
