import { fail, type Result } from '../../../contract/domain/result.ts';
import { readCsv } from './csv.ts';
import { fileKind } from './file-kind.ts';
import { type FileProblem, MOST_FILE_BYTES, type Workbook } from './sheet.ts';
import { readWorkbook } from './workbook.ts';

/** Everything that happens to a file's bytes; runs in the reading process only, because it may hang or fill memory. */
export async function readBytes(bytes: Uint8Array): Promise<Result<Workbook, FileProblem>> {
  if (bytes.length > MOST_FILE_BYTES) return fail('file-too-large');
  const found = fileKind(bytes);
  if (found.kind === 'problem') return fail(found.problem);
  if (found.kind === 'text') return readCsv(bytes);
  return readWorkbook(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}
