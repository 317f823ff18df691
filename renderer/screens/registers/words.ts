/** Beneath a field for a receipt's number: what it takes when nobody types one. in: the next number of the open book. */
export function numberHint(next: string | null): string {
  if (next === null) return '本机没有未用完的票据本，请先按 Shift+F5 领入';
  return `不填就用下一号 ${next}；请核对纸上印的号码`;
}
