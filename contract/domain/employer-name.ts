import { foldWidth, removeBlanks } from './card-number.ts';

/**
 * A unit's full name as it is stored and shown: no blanks or invisible characters, （） for brackets,
 * half-width letters and digits. One extra blank used to create a second unit and spoil the statistics.
 */
export function normaliseEmployerName(text: string): { readonly name: string; readonly cleaned: boolean } {
  const name = foldWidth(removeBlanks(text)).replaceAll('(', '（').replaceAll(')', '）');
  return { name, cleaned: name !== text };
}

/** Equal keys suggest one unit written in two ways (letter case, brackets or none); a person decides. */
export function employerKey(name: string): string {
  return normaliseEmployerName(name)
    .name.toLowerCase()
    .replace(/[\p{Ps}\p{Pe}]/gu, '');
}
