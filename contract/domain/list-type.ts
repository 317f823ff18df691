import type { NoteRow, NoteSheet } from './card-note-cells.ts';
import { findHeader } from './card-note-header.ts';
import { foldWidth, removeBlanks } from './card-number.ts';

/** The city's lists: 送卡单, 学员信息表（附件2）, 考试成绩表, 合格证清单. */
export type ListType = 'card-note' | 'roster' | 'pass-list' | 'certificates';
export type PeopleList = Exclude<ListType, 'card-note'>;

const HEADER_ROWS = 30;

const PERSON = /^(?:学员)?姓名$/;
const SCORE = /^(?:考试)?(?:成绩|分数|得分)$/;
const CERTIFICATE = /^(?:合格)?证书?(?:编号|管理号|号码)$/;

/**
 * Which of the city's lists a file is, by the headers of its visible sheets; null when it is none. What can be read as
 * a delivery note is one. The lists of people are told apart so that a clerk who picked the wrong file hears which.
 */
export function listType(sheets: readonly NoteSheet[]): ListType | null {
  const visible = sheets.filter(({ hidden }) => !hidden);
  if (visible.some((sheet) => findHeader(sheet) !== null)) return 'card-note';
  const people = visible
    .flatMap(({ rows }) => rows.filter(({ number }) => number <= HEADER_ROWS))
    .map(wordsOf)
    .find(isPersonHeader);
  return people === undefined ? null : peopleList(people);
}

function isPersonHeader(words: readonly string[]): boolean {
  return words.some((word) => PERSON.test(word)) && words.length >= 3;
}

function peopleList(words: readonly string[]): PeopleList {
  if (words.some((word) => CERTIFICATE.test(word))) return 'certificates';
  return words.some((word) => SCORE.test(word)) ? 'pass-list' : 'roster';
}

function wordsOf(row: NoteRow): string[] {
  const texts = row.cells.map((cell) => foldWidth(removeBlanks(cell?.text ?? '')));
  return texts
    .map((text) => text.replace(/[*＊:：]|[(（[【][^)）\]】]*[)）\]】]/g, ''))
    .filter((text) => text !== '');
}
