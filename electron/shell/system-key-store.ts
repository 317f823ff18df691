import { safeStorage } from 'electron';

/**
 * The system's key store by name, or null where there is none worth the name. On Linux Electron falls back to a
 * password written into its source (`basic_text`) and still says "available"; that is no key store.
 */
export async function systemKeyStore(platform: NodeJS.Platform): Promise<string | null> {
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return null;
  if (platform === 'win32') return 'dpapi';
  if (platform === 'darwin') return 'keychain';
  const backend = safeStorage.getSelectedStorageBackend();
  return backend === 'basic_text' || backend === 'unknown' ? null : backend;
}

/** out: the wrapped key as base64. */
export async function wrap(key: Uint8Array): Promise<string> {
  const wrapped = await safeStorage.encryptStringAsync(Buffer.from(key).toString('hex'));
  return wrapped.toString('base64');
}

export interface Unwrapped {
  readonly key: Uint8Array;
  /** The system changed its own key: wrap again. */
  readonly stale: boolean;
}

/** out: null when this store can't unwrap it, or what comes out is no key. */
export async function unwrap(wrapped: string): Promise<Unwrapped | null> {
  try {
    const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(Buffer.from(wrapped, 'base64'));
    if (!/^[0-9a-f]{64}$/.test(result)) return null;
    return { key: Buffer.from(result, 'hex'), stale: shouldReEncrypt };
  } catch {
    return null;
  }
}
