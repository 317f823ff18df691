import { fail, ok, type Result } from '../../../contract/domain/result.ts';
import type { FileProblem } from './sheet.ts';
import { declaresEntities, elementsNamed, isXmlName } from './xml-part.ts';
import { readDirectory } from './zip-directory.ts';
import type { ZipEntry } from './zip-entry.ts';
import { unpack } from './zip-unpack.ts';

/** The checked parts of an Excel package that its cells come from, by name. */
export type PackageParts = ReadonlyMap<string, Buffer>;

const CONTENT_TYPES = '[Content_Types].xml';
const WORKBOOK_TYPE = /(?:spreadsheetml|ms-excel)\.(?:sheet|template|addin)(?:\.macroEnabled)?\.main\+xml$/i;
const MACRO = /(?:^|\/)vbaProject\.bin$|(?:^|\/)macrosheets\//i;
// Looks, drawings, caches and links to other files hold no cell of ours, so no library reads them.
const NOT_CELLS =
  /(?:^|\/)(?:docProps|customXml|theme|media|drawings|charts|externalLinks|pivotTables|pivotCache|threadedComments|persons|embeddings|printerSettings|META-INF)\/|comments\d*\.xml$|calcChain\.xml$/i;

/**
 * Unpacks an Excel file with our own hands and judges it: limits, macros, document types, damage. Nothing else ever
 * sees the zip itself.
 */
export async function readPackage(file: Buffer): Promise<Result<PackageParts, FileProblem>> {
  const directory = readDirectory(file);
  if (!directory.ok) return directory;
  const entries = directory.value.filter((entry) => !entry.name.endsWith('/'));
  const types = entries.find((entry) => entry.name === CONTENT_TYPES);
  if (types === undefined) return fail('file-type');
  const parts = await unpackAll(file, entries);
  if (!parts.ok) return parts;
  if (!isWorkbook(parts.value.get(CONTENT_TYPES))) return fail('file-type');
  return entries.some((entry) => MACRO.test(entry.name)) ? fail('file-macro') : parts;
}

async function unpackAll(
  file: Buffer,
  entries: readonly ZipEntry[],
): Promise<Result<PackageParts, FileProblem>> {
  const parts = new Map<string, Buffer>();
  for (const entry of entries) {
    const bytes = await unpack(file, entry);
    if (!bytes.ok) return bytes;
    if (!isXmlName(entry.name)) continue;
    if (declaresEntities(bytes.value)) return fail('file-xml-entities');
    if (!NOT_CELLS.test(entry.name)) parts.set(entry.name, bytes.value);
  }
  return ok(parts);
}

function isWorkbook(types: Buffer | undefined): boolean {
  const text = types?.toString('latin1') ?? '';
  return elementsNamed(text, 'Override').some((part) => WORKBOOK_TYPE.test(part.get('ContentType') ?? ''));
}
