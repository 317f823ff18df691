/** The XML parts of a workbook before a library sees them. Text is UTF-8 bytes as latin1, which the library wants. */

const DECLARATIONS = ['<!DOCTYPE', '<!ENTITY'];
// A part is read as UTF-16 by its byte order mark, or by the zero beside its first bracket.
const UTF16LE = ['fffe', '3c00'];
const UTF16BE = ['feff', '003c'];

export function isXmlName(name: string): boolean {
  return /\.(?:xml|rels|vml)$/i.test(name);
}

/**
 * Spreadsheet programs never write a document type, so one is there to blow up a reader or to fetch something. Looked
 * for in every encoding a parser would follow; the little-endian bytes also stand, one place on, in big-endian text.
 */
export function declaresEntities(bytes: Buffer): boolean {
  return DECLARATIONS.some((word) => {
    return bytes.includes(word, 0, 'latin1') || bytes.includes(Buffer.from(word, 'utf16le'));
  });
}

/** The part as the library expects it, or null when it breaks off before its root element ends. */
export function partText(bytes: Buffer): string | null {
  const text = asUtf8(bytes).toString('latin1').replace(/^ï»¿/, '');
  const root = /<([A-Za-z_][\w:.-]*)[\s/>]/.exec(text)?.[1];
  if (root === undefined) return null;
  const tail = text
    .slice(-200)
    .trimEnd()
    .replace(/(?:<!--[^<>]*-->\s*)+$/, '');
  const closed =
    tail.endsWith(`</${root}>`) ||
    (tail.endsWith('/>') && tail.lastIndexOf('<') === tail.lastIndexOf(`<${root}`));
  return closed ? text : null;
}

/** Attributes by their name without prefix, of every element with this name. Text in latin1 as above. */
export function elementsNamed(text: string, name: string): ReadonlyMap<string, string>[] {
  const tags = text.matchAll(new RegExp(`<(?:[\\w.-]+:)?${name}(\\s[^<>]*)>`, 'g'));
  return Array.from(tags, ([, attributes = '']) => attributesIn(attributes));
}

export function attributesIn(text: string): ReadonlyMap<string, string> {
  const found = text.matchAll(/(?:[\w.-]+:)?([\w.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g);
  return new Map(Array.from(found, ([, name = '', double, single]) => [name, double ?? single ?? '']));
}

/** Excel writes 1, other programs true. */
export function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}

function asUtf8(bytes: Buffer): Buffer {
  const start = bytes.subarray(0, 2).toString('hex');
  if (UTF16LE.includes(start)) return Buffer.from(new TextDecoder('utf-16le').decode(bytes));
  if (UTF16BE.includes(start)) return Buffer.from(new TextDecoder('utf-16be').decode(bytes));
  return bytes;
}
