const PRINT_DOTS_PER_INCH = 300;
const PAPER_ID = 'paper';

/** Lays the pages out as sheets that only the printer sees (style/print.css) and asks it to print them. */
export async function printPaper(pdf: string): Promise<void> {
  const { drawPages } = await import('./pdf.ts');
  const pages = await drawPages(pdf, PRINT_DOTS_PER_INCH);
  document.getElementById(PAPER_ID)?.remove();
  const paper = document.createElement('div');
  paper.id = PAPER_ID;
  paper.append(...pages.map((page) => page.canvas));
  document.body.append(paper);
  window.addEventListener('afterprint', () => paper.remove(), { once: true });
  window.print();
}
