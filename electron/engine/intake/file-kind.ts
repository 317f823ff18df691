import type { FileProblem } from './sheet.ts';

export type FileKind =
  | { readonly kind: 'zip' }
  | { readonly kind: 'text' }
  | { readonly kind: 'problem'; readonly problem: FileProblem };

const ZIP = [0x50, 0x4b];
const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
// Tells UTF-16 text, which is full of zero bytes, from other files that are.
const UTF16_MARKS = [
  [0xff, 0xfe],
  [0xfe, 0xff],
];

/**
 * What the bytes are, whatever the file is called: offices rename .xls to .xlsx and save web pages as .xls. A zip may
 * still turn out to be no workbook, and text no table.
 */
export function fileKind(bytes: Uint8Array): FileKind {
  if (bytes.length === 0) return problem('file-empty');
  if (startsWith(bytes, ZIP)) return { kind: 'zip' };
  if (startsWith(bytes, OLE)) return problem(oleProblem(bytes));
  if (UTF16_MARKS.some((mark) => startsWith(bytes, mark)) || !bytes.includes(0)) return { kind: 'text' };
  return problem('file-type');
}

// A password turns a workbook into an OLE file holding EncryptedPackage; an old .xls holds Workbook or Book.
function oleProblem(bytes: Uint8Array): FileProblem {
  if (hasOleEntry(bytes, 'EncryptedPackage')) return 'file-encrypted';
  if (hasOleEntry(bytes, 'Workbook') || hasOleEntry(bytes, 'Book')) return 'file-xls';
  return 'file-type';
}

/** Directory entries are 128 bytes, aligned, and begin with the name in UTF-16, ended by a zero. */
function hasOleEntry(bytes: Uint8Array, name: string): boolean {
  const wanted = Buffer.from(`${name}\0`, 'utf16le');
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = file.indexOf(wanted); at >= 0; at = file.indexOf(wanted, at + 1)) {
    if (at % 128 === 0) return true;
  }
  return false;
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, place) => bytes[place] === byte);
}

function problem(kind: FileProblem): FileKind {
  return { kind: 'problem', problem: kind };
}
