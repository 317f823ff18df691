import { type Certificate, type JoinFile, joinFile } from '../contract/city.ts';
import { normalCode } from '../contract/domain/enrolment-code.ts';
import { fromUtf8, sha256, toHex, utf8 } from './bytes.ts';
import { isSignedBy, signBytes } from './keys.ts';

/** What a PC keeps of a code, and the city puts into a file, instead of the code. in: the code as typed. */
export function codeHash(typed: string): string {
  return toHex(sha256('gongxu code/', normalCode(typed)));
}

function startBytes({ statement: { realm, publicKey } }: Certificate, hash: string): Buffer {
  return utf8(JSON.stringify({ kind: 'start', realm, publicKey, hash }));
}

/** The city's file for one PC. in: the issuing key, and the 启用码 that goes on paper. out: the file's bytes. */
export function writeJoinFile(
  issuing: Uint8Array,
  {
    certificate,
    settings,
    code,
    server,
  }: {
    readonly certificate: Certificate;
    readonly settings: Uint8Array;
    readonly code: string;
    readonly server: JoinFile['server'];
  },
): Buffer {
  const hash = codeHash(code);
  const start = { hash, signature: signBytes(issuing, startBytes(certificate, hash)) };
  const file: JoinFile = { kind: 'gongxu-join', certificate, settings: fromUtf8(settings), start, server };
  return utf8(JSON.stringify(file));
}

/**
 * Null where the bytes are no such file, or its start was not signed by the key that the certificate names. Whether the
 * certificate is the city's is still to be checked (`isGenuine`).
 */
export function readJoinFile(bytes: Uint8Array): JoinFile | null {
  const read = joinFile.safeParse(jsonOf(bytes));
  if (!read.success) return null;
  const { certificate, start } = read.data;
  const issuer = certificate.issuer.statement.publicKey;
  return isSignedBy(issuer, startBytes(certificate, start.hash), start.signature) ? read.data : null;
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(fromUtf8(bytes));
  } catch {
    return null;
  }
}
