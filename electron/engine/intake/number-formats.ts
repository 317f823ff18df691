/**
 * Date formats 27–36 and 50–58 are built into Chinese Excel and not written into the file; 31 is its ordinary long
 * date. The library knows none of them and would hand over bare numbers (ECMA-376 part 1, 18.8.30, zh-cn).
 */
const CHINESE_DATES: readonly (readonly [readonly number[], string])[] = [
  [[27, 36, 50, 52, 57], 'yyyy"年"m"月"'],
  [[28, 29, 51, 53, 54, 58], 'm"月"d"日"'],
  [[30], 'm-d-yy'],
  [[31], 'yyyy"年"m"月"d"日"'],
  [[32, 34, 55], 'h"时"mm"分"'],
  [[33, 35, 56], 'h"时"mm"分"ss"秒"'],
];

/** Adds them to a styles part, ahead of the file's own formats, which go first when both have a number. */
export function withChineseDates(styles: string): string {
  const opening = /<((?:\w+:)?)numFmts(?:\s[^<>]*[^<>/]|)>/.exec(styles);
  if (opening !== null) {
    const at = opening.index + opening[0].length;
    return styles.slice(0, at) + elements(opening[1] ?? '') + styles.slice(at);
  }
  return styles.replace(/<((?:\w+:)?)styleSheet(?:\s[^<>]*)?>/, (tag, prefix: string) => {
    return `${tag}<${prefix}numFmts>${elements(prefix)}</${prefix}numFmts>`;
  });
}

function elements(prefix: string): string {
  const formats = CHINESE_DATES.flatMap(([ids, code]) => ids.map((id) => ({ id, code })));
  return formats
    .map(({ id, code }) => `<${prefix}numFmt numFmtId="${id}" formatCode="${escaped(code)}"/>`)
    .join('');
}

// The part is UTF-8 held as latin1, so the new text has to be brought into the same form.
function escaped(code: string): string {
  return Buffer.from(code.replaceAll('"', '&quot;')).toString('latin1');
}
