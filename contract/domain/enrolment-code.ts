/** Of a code that people read off paper and type: fewer would be too few to guess at. */
export const SHORTEST_CODE = 8;
export const LONGEST_CODE = 40;

/** Letters that are read as digits, so that no paper and no eye can make a right code wrong. */
const READ_AS: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' };

/**
 * One-time codes (入网码, 启用码) as both ends compare them: capitals and digits alone, whatever was typed between them.
 * The city makes codes out of what is left after this (no O, I, L), in groups of four.
 */
export function normalCode(typed: string): string {
  const plain = typed.normalize('NFKC').toUpperCase();
  return [...plain]
    .filter((one) => /[0-9A-Z]/.test(one))
    .map((one) => READ_AS[one] ?? one)
    .join('');
}
