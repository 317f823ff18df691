export type BookCount = { readonly textbook: string; readonly quantity: string };

export function countOf(counts: readonly BookCount[], textbook: string): string {
  return counts.find((one) => one.textbook === textbook)?.quantity ?? '';
}
