import { findHeader } from '../contract/domain/card-note-header.ts';
import { foldWidth, removeBlanks } from '../contract/domain/card-number.ts';
import type { Sheet, SheetRow } from '../electron/engine/intake/sheet.ts';

export type ListType = 'card-note' | 'roster' | 'pass-list' | 'certificates';

const PERSON = /^(?:学员)?姓名$/;
const SCORE = /^(?:考试)?(?:成绩|分数|得分)$/;
const CERTIFICATE = /^(?:合格)?证书?(?:编号|管理号|号码)$/;

/**
 * Which of the city's lists a workbook is, by the header of its first visible sheet that has one; null when it is none.
 * The lists of people are told apart so that a clerk who picked the wrong file hears which one it is.
 */
export function listType(sheets: readonly Sheet[]): ListType | null {
  for (const sheet of sheets.filter(({ hidden }) => !hidden)) {
    const people = sheet.rows
      .filter(({ number }) => number <= 30)
      .map(wordsOf)
      .find(isPersonHeader);
    if (people !== undefined) return peopleList(people);
    if (findHeader(sheet) !== null) return 'card-note';
  }
  return null;
}

function isPersonHeader(words: readonly string[]): boolean {
  return words.some((word) => PERSON.test(word)) && words.length >= 3;
}

function peopleList(words: readonly string[]): ListType {
  if (words.some((word) => CERTIFICATE.test(word))) return 'certificates';
  return words.some((word) => SCORE.test(word)) ? 'pass-list' : 'roster';
}

function wordsOf(row: SheetRow): string[] {
  const texts = row.cells.map((cell) => foldWidth(removeBlanks(cell?.text ?? '')));
  return texts
    .map((text) => text.replace(/[*＊:：]|[(（[【][^)）\]】]*[)）\]】]/g, ''))
    .filter((text) => text !== '');
}
