import { buyerOf, type SaleForm } from './form.ts';

/** A field that keeps the sale from being made, with the words that stand beneath it. */
export type Missing = { readonly field: string; readonly words: string };

/** The first thing that is missing, in the order of the form; null when the sale can be made. */
export function firstMissing(form: SaleForm): Missing | null {
  if (form.buyer.kind === 'none') {
    return { field: 'buyer', words: '请选择购卡单位：输入几个字，按 Enter 选中；没有的单位选“登记新单位”。' };
  }
  if (buyerOf(form) === null) return { field: 'area', words: '请选择所属区域。' };
  if (form.checks.length > 0) return { field: 'cards', words: '正在核对卡号，请稍候再收款。' };
  if (form.refused.length > 0) {
    return { field: 'cards', words: '有没处理的卡号：看清下面的提示，逐条按 Esc 或“知道了”，再收款。' };
  }
  if (form.lines.length === 0) return { field: 'cards', words: '请扫描或输入卡号，按 Enter 加入。' };
  if (form.cardText.trim() !== '') {
    return { field: 'cards', words: '卡号栏里还有没加入的内容：按 Enter 加入，或清空。' };
  }
  if (form.method === 'transfer' && form.reference.trim() === '') {
    return { field: 'reference', words: '转账须填写凭证号。' };
  }
  return null;
}
