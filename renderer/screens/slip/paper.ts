const PRINT_DOTS_PER_INCH = 300;
const PAPER_ID = 'paper';

/** The sheets there are; style/print.css has their measures. */
export type PaperSize = 'slip' | 'a4';

/**
 * Lays the pages out as sheets that only the printer sees (style/print.css) and asks it to print them. The size is
 * always named: what a printer takes by itself has changed between versions of the shell.
 */
export async function printPaper(pdf: string, size: PaperSize): Promise<void> {
  const { drawPages } = await import('./pdf.ts');
  const pages = await drawPages(pdf, PRINT_DOTS_PER_INCH);
  document.getElementById(PAPER_ID)?.remove();
  const paper = document.createElement('div');
  paper.id = PAPER_ID;
  paper.dataset['size'] = size;
  paper.append(...pages.map((page) => page.canvas));
  document.body.append(paper);
  window.addEventListener('afterprint', () => paper.remove(), { once: true });
  window.print();
}
