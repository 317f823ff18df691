/** `U+20BB7`, as books of characters and font makers name it. */
export function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** What paper says in place of a character that the font lacks: `〔U+20BB7〕`, to be written over by hand. */
export function standInFor(character: string): string {
  return `〔${codeOf(character)}〕`;
}
