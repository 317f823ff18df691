/** `未打印`, `已打印`, `已打印，补打 2 次` */
export function printsInWords(prints: number): string {
  if (prints === 0) return '未打印';
  return prints === 1 ? '已打印' : `已打印，补打 ${prints - 1} 次`;
}
